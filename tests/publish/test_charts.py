"""Figures: what is counted, in which order, and that all of it is told as text."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from syndicate.model import Standing
from syndicate.publish import render
from syndicate.publish.charts import DAYS, OUTLETS, Chart, draw_charts
from syndicate.publish.pickups import Pickup

TODAY = date(2026, 9, 14)


def pickup(
    outlet: str, ago: int = 0, after: int | None = 1, story: str = "1"
) -> Pickup:
    delay = None if after is None else timedelta(days=after)
    day = TODAY - timedelta(days=ago)
    return Pickup(story, outlet, "", day, Standing.SEEN, delay)


def draw(chart: Chart, macro: str) -> str:
    """A chart as a page or a mail shows it."""
    template = render._environment().get_template("charts.html")
    shown: str = getattr(template.module, macro)(chart)
    return shown


def test_nothing_ran_is_no_chart() -> None:
    assert draw_charts([], TODAY) == ()
    assert draw_charts([pickup("old", DAYS), pickup("to come", -1)], TODAY) == ()


def test_each_day_has_a_bar_and_the_busiest_is_named() -> None:
    by_day, *_ = draw_charts([pickup("a"), pickup("b"), pickup("c", 29)], TODAY)
    assert len(by_day.bars) == DAYS
    assert [bar.value for bar in by_day.bars if bar.value] == [1, 2]
    assert by_day.bars[-1].share == 1.0
    assert by_day.said == "3 in all; most on 2026-09-14: 2."


def test_the_largest_outlets_come_first_and_the_others_are_counted() -> None:
    told = [pickup(f"o{n:02}", story=str(n)) for n in range(OUTLETS + 3)]
    _, outlets, _ = draw_charts([*told, pickup("o12", story="x")], TODAY)
    assert [bar.label for bar in outlets.bars[:3]] == ["o12", "o00", "o01"]
    assert len(outlets.bars) == OUTLETS
    assert outlets.said == "13 outlets; 3 pickups in those not named."


def test_time_to_pickup_counts_only_what_tells_a_date() -> None:
    told = [pickup("a", after=0), pickup("b", after=2), pickup("c", after=61)]
    *_, delays = draw_charts([*told, pickup("d", after=None)], TODAY)
    assert [(bar.label, bar.value) for bar in delays.bars] == [
        ("the same day", 1),
        ("2 to 3 days", 1),
        ("later", 1),
    ]
    assert delays.said == "Half of the 3 that tell a date ran by then: 2 days later."


@given(
    st.lists(
        st.builds(
            pickup,
            st.text(min_size=1, max_size=9),
            st.integers(-40, 40),
            st.one_of(st.none(), st.integers(-9, 900)),
        ),
        max_size=40,
    )
)
def test_every_chart_is_whole_and_no_order_matters(told: list[Pickup]) -> None:
    charts = draw_charts(told, TODAY)
    assert charts == draw_charts(told[::-1], TODAY)
    for chart in charts:
        assert chart.bars
        assert max(bar.share for bar in chart.bars) == 1.0
        assert all(0 <= bar.share <= 1 for bar in chart.bars)


def test_an_outlet_is_no_markup_in_a_drawing() -> None:
    charts = draw_charts([pickup('"><script>x</script>')], TODAY)
    for name in ("drawn", "laid"):
        shown = draw(charts[1], name)
        assert "<script" not in shown
        assert "&lt;script" in shown


def test_a_mail_draws_the_days_as_cells_and_tells_them() -> None:
    by_day, *_ = draw_charts([pickup("a"), pickup("b"), pickup("c", 29)], TODAY)
    laid = draw(by_day, "laid")
    assert laid.count('bgcolor="#1a5f8f"') == DAYS
    assert "2026-08-16: 1, 2026-09-14: 2" in laid
    assert "<svg" not in laid
