"""CSS selectors and XPath as the settings give them, made one: XPath."""

from __future__ import annotations

_XPATH_STARTS = ("/", "./", "(")


def read_selector(told: str) -> str:
    """The XPath that a CSS selector or XPath means; "" for none.

    Raises:
        ValueError: it is neither; says where it goes wrong.

    >>> read_selector("//div[@class='text']")
    "//div[@class='text']"
    >>> read_selector("#text > p")
    "descendant-or-self::*[@id = 'text']/p"
    """
    if not told:
        return ""
    if told.startswith(_XPATH_STARTS):
        return _check_xpath(told)
    from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415 -- start-up

    try:
        return str(HTMLTranslator().css_to_xpath(told))
    except SelectorError as error:
        raise ValueError(f'"{told}" is no CSS selector: {error}') from None


def _check_xpath(told: str) -> str:
    from lxml import etree  # noqa: PLC0415 -- start-up

    try:
        etree.XPath(told)
    except etree.XPathSyntaxError as error:
        raise ValueError(f'"{told}" is no XPath: {error}') from None
    return told


def check_selector(told: str) -> str:
    """A selector as it was told.

    Raises:
        ValueError: as `read_selector`.
    """
    read_selector(told)
    return told


def check_selectors(told: tuple[str, ...]) -> tuple[str, ...]:
    """Selectors as they were told.

    Raises:
        ValueError: as `read_selector`.
    """
    return tuple(check_selector(each) for each in told)
