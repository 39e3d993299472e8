"""Files go live whole or not at all, and only when they changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from syndicate.config import Settings
from syndicate.errors import CannotCreate, InputOutputError, SyndicateError
from syndicate.model import Entry
from syndicate.publish.write import MANY, STAGING, Batch
from tests.publish.feeding import Public, publish

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Each file's inode, mtime and bytes."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_ino,
            path.stat().st_mtime_ns,
            path.read_bytes(),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_second_run_without_news_touches_nothing(
    settings: Settings, make_edition: MakeEdition
) -> None:
    edition = make_edition(5)
    first = publish(edition, edition.public, (), settings)
    assert first.unchanged == 0
    before = state(settings.paths.output), state(settings.paths.digest)
    again = publish(edition, edition.public, (), settings)
    assert again.written == ()
    assert again.unchanged == len(first.written) == 24
    assert (state(settings.paths.output), state(settings.paths.digest)) == before


def test_a_later_moment_alone_moves_only_the_status(
    settings: Settings, make_edition: MakeEdition
) -> None:
    edition = make_edition(2, new_count=2)
    publish(edition, edition.public, (), settings)
    later = replace(edition, moment=edition.moment + timedelta(hours=1))
    assert publish(later, (), (), settings).written == ("status.json",)
    news = replace(later, new_count=3)
    assert publish(news, (), (), settings).written == (
        *("digest.html", "digest.md", "digest.txt", "status.json"),
    )
    assert "07:00" in (settings.paths.digest / "digest.txt").read_text()


def test_one_changed_story_rewrites_its_page_and_the_feeds(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    edition = make_edition(5)
    publish(edition, edition.public, (), settings)
    changed = make_entry(2, title="A better title")
    public = tuple(
        changed if e.story.id == changed.story.id else e for e in edition.public
    )
    written = publish(replace(edition, public=public), public, (), settings).written
    assert set(written) == {
        *("rss.xml", "atom.xml", "feed.json", changed.story.page),
        *("rss-summary.xml", "atom-summary.xml", "feed-summary.json"),
    }


def test_feeds_go_live_after_the_pages_they_link_to(
    settings: Settings, make_edition: MakeEdition
) -> None:
    edition = make_edition(3)
    written = publish(edition, edition.public, (), settings).written
    pages = [written.index(entry.story.page) for entry in edition.public]
    assert max(pages) < min(
        written.index(n) for n in ("rss.xml", "atom.xml", "feed.json")
    )


def test_pages_of_hidden_stories_go_even_when_told_to_be_written(
    settings: Settings, make_edition: MakeEdition
) -> None:
    edition = make_edition(2)
    publish(edition, edition.public, (), settings)
    gone = edition.public[0].story.page
    kept = replace(edition, public=edition.public[1:])
    published = publish(
        kept, edition.public, (gone, "stories/never-was.html"), settings
    )
    assert published.removed == (gone,)
    assert not (settings.paths.output / gone).exists()
    assert (settings.paths.output / edition.public[1].story.page).exists()


def test_pages_are_streamed(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    waiting = settings.paths.output / STAGING
    standing = []

    def entries() -> object:
        for number in range(5):
            # What was taken before is on the disk before the next is asked for.
            pages = waiting.glob("*.tmp")
            standing.append(sum(b"<article" in page.read_bytes() for page in pages))
            yield make_entry(number)

    publish(make_edition(0), entries(), (), settings)  # type: ignore[arg-type]
    assert standing == [0, 1, 2, 3, 4]


def test_what_a_crash_left_is_cleared_at_once_and_nothing_is_left(
    settings: Settings, make_edition: MakeEdition
) -> None:
    waiting = settings.paths.output / STAGING
    waiting.mkdir(parents=True)
    (waiting / "7.tmp").write_bytes(b"half a fi")
    (settings.paths.output / ".someone-elses").write_bytes(b"")
    publish(make_edition(1), (), (), settings)
    left = [path.name for path in settings.paths.output.rglob(".*")]
    assert left == [".someone-elses"]


def test_clearing_does_not_follow_a_link_laid_in_its_place(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / STAGING).symlink_to(outside)
    with Batch(tmp_path / "out") as batch:
        batch.stage("a", b"new")
        batch.commit()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a"]
    assert (outside / "mine").read_text() == "mine"


def test_what_is_about_to_change_is_told_before_it_does(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(b"old")
    told = []

    def changing(paths: Sequence[str]) -> None:
        told.append((*paths, *((tmp_path / path).read_bytes() for path in paths)))

    with Batch(tmp_path, changing) as batch:
        batch.remove("c")
        batch.remove("never-was")
        batch.stage("a", b"old")
        batch.stage("b", b"new")
        batch.commit()
    assert told == [("c", b"old"), ("b", b"old")]
    with Batch(tmp_path, changing) as batch:
        batch.stage("b", b"new")
        batch.commit()
    assert len(told) == 2


def test_nothing_changes_when_it_cannot_be_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def changing(_: object) -> None:
        raise InputOutputError("the database's disk is full")

    with Batch(tmp_path, changing) as batch:
        batch.stage("a", b"new")
        with pytest.raises(InputOutputError):
            batch.remove("a")
        with pytest.raises(InputOutputError):
            batch.commit()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_folder_on_another_file_system_is_refused_before_anything_changes(
    tmp_path: Path,
) -> None:
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system here")
    (tmp_path / "a").write_bytes(b"old")
    with tempfile.TemporaryDirectory(dir=elsewhere) as other:
        (tmp_path / "stories").symlink_to(other)
        with Batch(tmp_path) as batch:
            batch.stage("a", b"new")
            with pytest.raises(CannotCreate, match=r"stories/b: .*: not on the file"):
                batch.stage("stories/b", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_killed_run_leaves_every_file_whole(tmp_path: Path) -> None:
    child = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from syndicate.publish.write import Batch
        real, left = os.fsync, [3]
        def fsync(descriptor):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            real(descriptor)
        os.fsync = fsync
        with Batch(Path(sys.argv[1])) as batch:
            for name in "abcdef":
                batch.stage(name, b"new")
            batch.commit()
        """
    )
    for name in "abcdef":
        (tmp_path / name).write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", child, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert all((tmp_path / name).read_bytes() == b"old" for name in "abcdef")
    assert list(tmp_path.rglob("*.tmp"))
    with Batch(tmp_path) as batch:
        batch.stage("a", b"new")
        batch.commit()
    assert not (tmp_path / STAGING).exists()


def test_what_is_not_committed_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with Batch(tmp_path) as batch:
        batch.stage("a", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_many_files_go_live_together(tmp_path: Path) -> None:
    with Batch(tmp_path) as batch:
        for number in range(MANY + 5):
            batch.stage(f"deep/er/{number}", str(number).encode())
        assert not (tmp_path / "deep/er/0").exists()
        batch.commit()
    assert len(list((tmp_path / "deep/er").iterdir())) == MANY + 5
    assert len(batch.written) == MANY + 5


def test_files_are_readable_as_the_umask_says(tmp_path: Path) -> None:
    earlier = os.umask(0o022)
    try:
        with Batch(tmp_path) as batch:
            batch.stage("a", b"new")
            batch.commit()
    finally:
        os.umask(earlier)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_folder_that_cannot_be_made_is_named(
    settings: Settings, make_edition: MakeEdition, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    output = tmp_path / "taken" / "feeds"
    blocked = replace(settings, paths=replace(settings.paths, output=output))
    with pytest.raises(
        CannotCreate, match=r"taken/feeds: cannot be written: Not a dir"
    ):
        publish(make_edition(1), (), (), blocked)


def test_a_read_only_folder_is_named_and_left_alone() -> None:
    # Root writes everywhere: the process that tries gives that up, and the folder is
    # one that it can reach.
    child = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from syndicate.publish.write import Batch
        if os.geteuid() == 0:
            os.setuid(65534)
        with Batch(Path(sys.argv[1])) as batch:
            batch.stage("rss.xml", b"new")
            batch.commit()
        """
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rss.xml").write_bytes(b"old")
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", child, name],
            check=False,
            capture_output=True,
            text=True,
        )
        assert CannotCreate.__name__ in done.stderr
        assert f"{name}/rss.xml: cannot be written: Permission denied" in done.stderr
        folder.chmod(0o755)
        assert [path.name for path in folder.iterdir()] == ["rss.xml"]
        assert (folder / "rss.xml").read_bytes() == b"old"


def test_an_unwritable_digest_folder_leaves_the_public_files_alone(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(2), (), (), settings)
    before = state(settings.paths.output)
    blocked = settings.file.parent / "a-file"
    blocked.write_text("")
    paths = replace(settings.paths, digest=blocked)
    with pytest.raises(CannotCreate, match="a-file"):
        publish(make_edition(5), (), (), replace(settings, paths=paths))
    assert state(settings.paths.output) == before


def test_a_full_disk_is_named_and_leaves_the_last_output(tmp_path: Path) -> None:
    # A file-size limit in a process of its own: what the system says is real.
    child = textwrap.dedent(
        """
        import resource, signal, sys
        from pathlib import Path
        from syndicate.publish.write import Batch
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        with Batch(Path(sys.argv[1])) as batch:
            batch.stage("a", b"new")
            batch.stage("b", b"x" * 10000)
            batch.commit()
        """
    )
    (tmp_path / "a").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", child, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert InputOutputError.__name__ in done.stderr
    assert f"{tmp_path}/b: cannot be written: File too large" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.parametrize("path", ["../out", "/etc/x", "stories/../../x", ""])
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(SyndicateError, match="leaves"), Batch(tmp_path) as batch:
        batch.stage(path, b"")
    with pytest.raises(SyndicateError, match="leaves"), Batch(tmp_path) as batch:
        batch.remove(path)


def test_a_link_laid_in_the_way_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "rss.xml").symlink_to(outside)
    with Batch(folder) as batch:
        (folder / STAGING).mkdir()
        (folder / STAGING / "0.tmp").symlink_to(outside)
        with pytest.raises(CannotCreate):
            batch.stage("rss.xml", b"new")
    assert outside.read_text() == "mine"
