"""The public pages: the newest stories on one, and a page for each story."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from syndicate.config import Settings
from syndicate.publish.channel import Channel
from syndicate.publish.dates import stamp
from syndicate.publish.digest import View
from syndicate.publish.item import Item
from syndicate.publish.plain import address
from syndicate.text.urls import host_of

# Nothing but our own stylesheet; no script, no frame, no form, no remote image.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


def index_page(
    settings: Settings, channels: tuple[Channel, ...], items: tuple[Item, ...]
) -> bytes:
    """The front page: the newest stories, and how to subscribe to each channel."""
    return render(
        "index.html",
        root="",
        policy=POLICY,
        site=_site(settings, channels[0]),
        channels=channels,
        items=items,
    )


def story_page(settings: Settings, channel: Channel, item: Item) -> bytes:
    """A story's page: what it says, where it ran, where the original is."""
    return render(
        "story.html",
        root="../",
        policy=POLICY,
        site=_site(settings, channel),
        channels=(channel,),
        item=item,
        original=host_of(item.link) if item.link != item.page_url else "",
        described=described(item, channel),
    )


def digest_page(view: View) -> bytes:
    """The digest for staff: one file, with its stylesheet in it."""
    style = source("style.css") + source("digest.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = POLICY.replace("'self'; img", f"'sha256-{digest}'; img")
    return render("digest.html", policy=policy, style=style, view=view)


def described(item: Item, channel: Channel) -> dict[str, Any]:
    """The story as a schema.org NewsArticle, for those who read pages by machine."""
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "description": item.description,
        "datePublished": stamp(item.published),
        "dateModified": stamp(item.updated),
        "inLanguage": item.language,
        "url": item.page_url,
        "publisher": {"@type": "Organization", "name": channel.title},
    }
    if item.author:
        article["author"] = {"@type": "Organization", "name": item.author}
    if item.place:
        article["locationCreated"] = {"@type": "Place", "name": item.place}
    if item.link != item.page_url:
        article["isBasedOn"] = item.link
    return article


def stylesheet() -> bytes:
    """The one stylesheet of all pages."""
    return source("style.css").encode()


def source(name: str) -> str:
    """The text of a template as it stands in the package."""
    environment = _environment()
    text: str = environment.loader.get_source(environment, name)[0]
    return text


def render(template: str, **values: Any) -> bytes:
    """A template filled in; a name that it lacks is an error, never an empty place."""
    text: str = _environment().get_template(template).render(values)
    return text.encode()


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - start-up

    environment = Environment(
        loader=PackageLoader("syndicate.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["stamp"] = stamp
    environment.filters["host"] = host_of
    return environment


def _site(settings: Settings, channel: Channel) -> dict[str, str]:
    """What every page says of the site; its contact as a link, or none."""
    contact = settings.site.contact
    link = f"mailto:{contact}" if "@" in contact else address(contact)
    return {
        "url": channel.base,
        "title": channel.title,
        "description": channel.description,
        "home": channel.home,
        "language": channel.language,
        "contact": contact if link else "",
        "contact_link": link,
    }
