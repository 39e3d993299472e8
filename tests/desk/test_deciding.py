"""Each decision by its button: what it changes, what it says, and its undoing."""

from __future__ import annotations

import pytest

from syndicate.cli import call
from syndicate.store import Store
from tests.desk.office import ANN, BEN, Office, Visitor

WING = "River Clinic opens a wing"
LIGHT = "A new light therapy"
HOURS = "Evening hours begin"


def look(office: Office, title: str, name: str = ANN) -> Visitor:
    visitor = office.client(name)
    visitor.get(f"/stories/{office.id_of(title)}")
    return visitor


def test_a_held_story_is_let_out_and_pulled_back_by_undo(office: Office) -> None:
    assert LIGHT not in office.public()
    visitor = look(office, LIGHT)
    visitor.press("Approve", why="the doctor read it")
    assert "ann let it go out" in visitor.words
    assert f"Readers see “{LIGHT}”." in visitor.words
    assert "files written" in visitor.words
    assert LIGHT in office.public()
    visitor.press("Undo")
    assert "Undone" in visitor.words
    with office.store() as store:
        (decision,) = store.register.decisions()
    assert (decision.who, decision.undone_by) == (ANN, ANN)


def test_hiding_and_showing_again(office: Office) -> None:
    visitor = look(office, HOURS)
    visitor.press("Hide", why="not yet")
    assert f"Readers do not see “{HOURS}”: hidden by staff." in visitor.words
    assert HOURS not in office.public()
    visitor.get(f"/stories/{office.id_of(HOURS)}")
    assert "Hidden by staff" in visitor.words
    visitor.press("Show it again")
    assert HOURS in office.public()
    visitor.get("/decisions")
    assert "ann hid it: “ not yet ”." in visitor.words


def test_retracting_is_asked_twice_and_shows_what_subscribers_see(
    office: Office,
) -> None:
    visitor = look(office, HOURS)
    story = office.id_of(HOURS)
    state = visitor.form("Keep the note").fields
    asked = visitor.client.post(f"/stories/{story}/retract", data=state)
    assert "Take this story back?" in asked.text  # without the second answer
    assert "Retracted" not in office.public()
    visitor.get(f"/stories/{story}/retract")
    for told in (f"Retracted: {HOURS}", "This release was retracted on 5 October 2026"):
        assert told in visitor.words
    visitor.press("Take it back before its readers", why="the room flooded")
    assert f"Retracted: {HOURS}" in office.public()
    assert "Harbor Light Clinic will stay open" not in office.public()
    visitor.press("Undo")
    assert f"Retracted: {HOURS}" not in office.public()


def test_what_is_not_ours_leaves(office: Office) -> None:
    visitor = look(office, HOURS)
    visitor.press("Not ours")
    assert HOURS not in office.public()
    visitor.press("Undo")
    assert HOURS in office.public()


def test_a_place_is_split_off_and_another_is_shown(office: Office) -> None:
    visitor = look(office, WING)
    visitor.press("Show this one")
    assert "ann chose which place the story shows" in visitor.words
    assert "503-555-0199" in office.public()
    visitor.press("Undo")
    assert "503-555-0199" not in office.public()
    visitor.get(f"/stories/{office.id_of(WING)}")
    split = [each for each in visitor.forms() if each.label == "Does not belong here"]
    wire = next(each for each in split if each.fields["telling"] == "wire")
    answer = visitor.client.post(wire.action, data=wire.fields, follow_redirects=True)
    assert "is a story of its own now, in 1 place" in answer.text
    with office.store() as store:
        titles = [each.original.title for each in store.stories()]
    assert titles.count(WING) == 2


def test_a_check_is_settled_with_a_reason(office: Office) -> None:
    visitor = look(office, LIGHT)
    visitor.press("Dismiss", why="the study is cited")
    assert "ann settled a check: “ absolute ”" in visitor.words
    assert LIGHT in office.public()  # nothing red is left
    visitor.get(f"/stories/{office.id_of(LIGHT)}")
    assert "(dismissed by staff)" in visitor.words
    with office.store() as store:
        (decision,) = store.register.decisions()
    assert (decision.detail, decision.why) == ("absolute", "the study is cited")


def test_a_note_is_for_staff(office: Office) -> None:
    visitor = look(office, HOURS)
    visitor.press("Keep the note", text="ask Mara for the photograph")
    visitor.get(f"/stories/{office.id_of(HOURS)}")
    assert "ask Mara for the photograph — ann" in visitor.words
    assert "Mara" not in office.public()


def test_a_summary_of_staffs_is_shown_until_the_text_changes(office: Office) -> None:
    visitor = look(office, WING)
    ours = "River Clinic in Salem has opened a wing"
    mine = "A garden and eight rooms: the wing for chronic pain is open."
    visitor.press("Show this summary", text=f" {mine}\n", why="shorter")
    assert mine in office.public()
    visitor.get(f"/stories/{office.id_of(WING)}")
    assert f"{mine} written by ann" in visitor.words
    assert "Ours, which that stands in place of since 5 October 2026" in visitor.words
    assert ours in visitor.words
    feed = (office.folder / "feeds" / "feed.json").read_text("utf-8")
    assert "ann" not in feed.partition(mine)[2][:200]
    office.clock.now = office.clock.now.replace(hour=13)
    blog = office.folder / "blog.xml"
    text = blog.read_text("utf-8").replace("It has eight rooms", "It has eleven rooms")
    blog.write_text(text, "utf-8")
    office.run()
    assert mine not in office.public()
    visitor.get(f"/stories/{office.id_of(WING)}")
    assert "written by" not in visitor.words


def test_two_stories_are_one_and_the_old_number_leads_there(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/pairs")
    first = visitor.page.partition('href="/pairs/')[2].partition('"')[0]
    one, two = first.split("/")
    visitor.get(f"/pairs/{one}/{two}")
    assert '<mark class="other">November</mark>' in visitor.page
    assert '<mark class="same">evening</mark>' in visitor.page
    visitor.press("Same story", why="one evening")
    assert "“An open evening” is in 2 places now; it was in 1." in visitor.words
    gone = []
    for each in (one, two):
        visitor.get(f"/stories/{each}")
        gone += [each] if visitor.path != f"/stories/{each}" else []
    (retired,) = gone
    visitor.get(f"/stories/{retired}")
    assert f"{retired} was merged into this story" in visitor.words
    visitor.get(f"/pairs/{one}/{two}")
    assert visitor.path.startswith("/stories/")


def test_what_is_not_the_same_is_never_asked_again(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/")
    visitor.press("Not the same", why="two evenings")
    assert "ann said that two stories are two" in visitor.words
    visitor.get("/pairs")
    assert "No two stories are possibly the same." in visitor.words
    office.clock.now = office.clock.now.replace(day=28)
    wire = office.folder / "wire" / "evening.md"
    wire.write_text(wire.read_text("utf-8").replace("soup", "hot soup"), "utf-8")
    office.run()
    visitor.sign_in(ANN)
    visitor.get("/pairs")
    assert "No two stories are possibly the same." in visitor.words
    with office.store() as store:
        titles = [each.original.title for each in store.stories()]
    assert titles.count("An open evening") == 2


def test_any_two_can_be_compared(office: Office) -> None:
    visitor = look(office, WING)
    visitor.get(f"/stories?merge={office.id_of(WING)}&q=evening+hours")
    href = f"/pairs/{office.id_of(WING)}/{office.id_of(HOURS)}"
    assert f'href="{href}"' in visitor.page
    visitor.get(href)
    assert "Nothing was found between these two: you chose them." in visitor.words
    visitor.press("Same story")
    assert "in 3 places now" in visitor.words


# ------------------------------------------------------------- twice, too late


def test_a_double_click_is_one_click(office: Office) -> None:
    visitor = look(office, HOURS)
    hide = visitor.form("Hide")
    places = [visitor.client.post(hide.action, data=hide.fields) for _ in range(3)]
    assert {each.headers["Location"] for each in places} == {"/decisions/1"}
    with office.store() as store:
        assert len(list(store.register.decisions())) == 1
    visitor.get("/decisions/1")
    undo = visitor.form("Undo")
    places = [visitor.client.post(undo.action, data=undo.fields) for _ in range(2)]
    assert {each.status_code for each in places} == {303}


def test_what_was_undone_is_decided_anew_by_the_same_click(office: Office) -> None:
    for number in (1, 2):
        visitor = look(office, HOURS)
        visitor.press("Hide")
        assert "Readers do not see “Evening hours begin”" in visitor.words
        assert visitor.path == f"/decisions/{number}"
        assert "Evening hours begin" not in office.public()
        visitor.press("Undo")
        assert "Evening hours begin" in office.public()


def test_an_old_page_decides_nothing(office: Office) -> None:
    ben = look(office, HOURS, BEN)
    ann = look(office, HOURS)
    ann.press("Hide")
    answer = ben.press("Not ours")
    assert answer.status_code == 409
    assert "This has changed meanwhile" in ben.words
    assert "ann decided last, just now: decision 1" in ben.words
    with office.store() as store:
        assert len(list(store.register.decisions())) == 1
    ben.get(f"/stories/{office.id_of(HOURS)}")
    assert ben.press("Not ours").status_code == 200


def test_a_story_that_was_merged_away_meanwhile(office: Office) -> None:
    visitor, ben = office.client(ANN), office.client(BEN)
    visitor.get("/")
    same = visitor.form("Same story")
    one, two = same.action.split("/")[2:4]
    seen = []
    for each in (one, two):
        ben.get(f"/stories/{each}")
        seen.append(ben.form("Hide"))
    visitor.press("Same story")
    for form in seen:
        answer = ben.client.post(form.action, data=form.fields)
        assert answer.status_code == 409
        assert "ann</bdi> decided last" in answer.text
    again = ben.client.post(same.action, data=same.fields | {"token": "x"})
    assert again.status_code == 400
    ben.get(f"/stories/{two}")
    assert "was merged into this story" in ben.words or ben.path == f"/stories/{two}"


def test_a_note_is_taken_from_an_old_page_too(office: Office) -> None:
    """It decides nothing about the story that was shown."""
    visitor = look(office, HOURS)
    note = visitor.form("Keep the note")
    visitor.press("Keep the note", text="one")
    other = note.fields | {"text": "two"}
    assert visitor.client.post(note.action, data=other).status_code == 303


@pytest.mark.parametrize("text", [" ", "x" * 601])
def test_a_summary_that_will_not_do(office: Office, text: str) -> None:
    visitor = look(office, WING)
    answer = visitor.press("Show this summary", text=text)
    assert answer.status_code == 409
    assert "A summary " in visitor.words
    assert "`" not in visitor.words


def test_what_was_undone_cannot_be_undone_by_another(office: Office) -> None:
    ann, ben = look(office, HOURS), office.client(BEN)
    ann.press("Hide")
    ben.get("/decisions/1")
    ann.press("Undo")
    answer = ben.press("Undo")
    assert answer.status_code == 409
    assert "Decision 1 was undone already by ann" in ben.words


def test_a_person_is_forgotten_in_what_was_written_at_the_desk(office: Office) -> None:
    visitor = look(office, WING)
    visitor.press("Show this summary", text="Ada Moss opens the wing.", why="Ada Moss")
    visitor.get(f"/stories/{office.id_of(WING)}")
    assert "Ada Moss opens the wing." in visitor.words
    config = str(office.folder / "config.toml")
    told = ("forget", "--person", "Ada Moss", "--apply", "--as", "ann")
    assert call(["--config", config, "--now", "2026-10-05T13:00:00Z", *told]) == 0
    with office.store() as store:
        for query in ("SELECT edited FROM stories", "SELECT told FROM answered"):
            for (text,) in store.connection.execute(query):
                assert "Moss" not in text
    for path in ("/", "/decisions", f"/stories/{office.id_of(WING)}"):
        assert "Moss" not in visitor.get(path).text


def test_staff_read_what_it_told_before_and_how_many_texts_were_let_go(
    office: Office,
) -> None:
    add = """INSERT INTO revisions (posting, number, until, title, text, told)
    SELECT ref, :number, :until, :title, :text, '' FROM postings WHERE title = :now"""
    told = [
        (1, "2026-09-28T09:00:00Z", "Evening hours begin soon"),
        (1400, "2026-10-01T10:00:00Z", "Evening hours are near"),
    ]
    with Store.open(office.settings().paths.database) as store:
        for number, until, title in told:
            row = {"number": number, "until": until, "title": title, "text": "Soon."}
            store.connection.execute(add, row | {"now": HOURS})
    words = look(office, HOURS).words
    first = "1 October 2026, 10:00 UTC : Evening hours are near"
    assert f"Until {first}" in words
    assert "1,398 texts before that were not kept: the page changes" in words
    assert "Evening hours begin soon" in words
    assert "Older texts" not in words
