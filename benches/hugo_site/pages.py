"""Takes one of our own customers' pages apart, so that templates of Hugo's can print the same again."""

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "wbr", "path"}


class Element:
    """A tag with what stands in it."""

    def __init__(self, name, attributes):
        self.name, self.attributes, self.inner = name, dict(attributes), []

    def all(self, name, **attributes):
        """Every element of that name in it, with these attributes; `class_` stands for `class`."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        for inner in self.inner:
            if isinstance(inner, Element):
                if inner.name == name and all(inner.attributes.get(key) == value for key, value in wanted.items()):
                    yield inner
                yield from inner.all(name, **attributes)

    def first(self, name, **attributes):
        """The first of them, if there is any."""
        return next(self.all(name, **attributes), None)

    def pieces(self):
        """Its texts, one for each stretch between two places where a line may break."""
        texts = [""]
        for inner in self.inner:
            if isinstance(inner, str):
                texts[-1] += inner
            elif inner.name == "wbr":
                texts.append("")
            else:
                more = inner.pieces()
                texts[-1] += more[0]
                texts.extend(more[1:])
        return texts

    def text(self):
        """All text in it."""
        return "".join(self.pieces()).strip()

    def get(self, name):
        """An attribute; empty where it is missing."""
        return self.attributes.get(name, "")


class Reader(HTMLParser):
    """Reads a page into elements."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open = [Element("", [])]
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs)
        self.open[-1].inner.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].inner.append(Element(tag, attrs))

    def handle_endtag(self, tag):
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].inner.append(data)


def params(html):
    """What stands on a page, as parameters for `single.html` and `single.md`."""
    page = Reader(html).open[0]
    root, head = page.first("html"), page.first("head")
    site, address = page.first("a", class_="site"), page.first("address")
    languages = page.first("ul", class_="switch")
    names = {} if languages is None else {link.get("hreflang"): link for link in languages.all("a")}
    logo = site.first("img")
    website = address.first("a")
    quiet = page.first("footer").first("p", class_="quiet")
    hero = page.first("div", class_="hero")
    eyebrow = hero.first("p", class_="eyebrow")
    alternates = [link for link in head.all("link", rel="alternate") if link.get("hreflang")]
    twin = head.first("link", type="text/markdown")
    return {
        "title": head.first("title").text(),
        "params": {
            "lang": root.get("lang"),
            "dir": root.get("dir"),
            "about": head.first("meta", name_="description").get("content"),
            "alternates": [
                {
                    "lang": link.get("hreflang"),
                    "href": link.get("href"),
                    "name": names[link.get("hreflang")].text(),
                    "current": names[link.get("hreflang")].get("aria-current") == "page",
                }
                for link in alternates
            ],
            "twin": twin.get("href") if twin else "",
            "home": site.get("href"),
            "logo": logo.get("src") if logo else "",
            "site": site.text(),
            "eyebrow": eyebrow.text() if eyebrow else "",
            "heading": hero.first("h1").text(),
            "lead": hero.first("p", class_="lead").text(),
            "sections": [section(own) for own in page.first("div", class_="sections").all("section")],
            "partner": {
                "name": address.first("strong").text(),
                "lines": [line.text() for line in address.all("span")],
                "website": {"href": website.get("href"), "text": website.text()} if website else None,
            },
            "links": [
                {"href": link.get("href"), "type": link.get("type"), "text": link.text()}
                for link in page.first("ul", class_="legal").all("a")
            ],
            "register": quiet.text() if quiet else "",
        },
    }


def section(own):
    """A section with its parts in their order."""
    title = own.first("h2")
    return {"id": own.get("id"), "title": title.text(), "blocks": list(blocks(own))}


def blocks(own):
    """The parts of a section; a division is what stands in it."""
    for inner in own.inner:
        if not isinstance(inner, Element):
            continue
        if inner.name == "div":
            yield from blocks(inner)
        elif inner.name in PARTS:
            yield PARTS[inner.name](inner)


def paragraph(own):
    """A paragraph, perhaps with a word in front."""
    label = own.first("span", class_="quiet")
    text = own.text()
    if label:
        text = text.removeprefix(label.text()).strip()
    return {"is": "p", "class": own.get("class"), "label": label.text() if label else "", "text": text}


def heading(own):
    """A heading, perhaps a link."""
    link = own.first("a")
    return {"is": "h3", "href": link.get("href") if link else "", "text": own.text()}


def table(own):
    """A table with a heading in each row."""
    caption = own.first("caption")
    return {
        "is": "table",
        "class": own.get("class"),
        "caption": caption.text(),
        "hidden": caption.get("class") == "hidden",
        "head": [cell.text() for cell in own.first("thead").all("th")],
        "rows": [row(own) for own in own.first("tbody").all("tr")],
    }


def row(own):
    """A row; what it is about may have a name in another language, and notes."""
    first = own.first("th")
    level = first.first("span", class_="level")
    foreign = level.first("span") if level else None
    return {
        "level": {"text": level.text(), "lang": foreign.get("lang") if foreign else ""} if level else None,
        "plain": "" if level else first.text(),
        "notes": [note.text() for note in first.all("span", class_="plain quiet")],
        "cells": [{"name": cell.get("data-name"), "text": cell.text()} for cell in own.all("td")],
    }


def contacts(own):
    """A list of contacts with their icons."""
    return {"is": "contacts", "cards": [card(item) for item in own.all("li")]}


def card(item):
    """A contact."""
    link, urgent = item.first("a"), item.first("strong")
    return {
        "icon": item.first("path").get("d"),
        "label": item.first("span", class_="quiet").text(),
        "href": link.get("href") if link else "",
        "steps": link.pieces() if link else [],
        "urgent": urgent.text() if urgent else "",
    }


def facts(own):
    """Dates by what they are of."""
    rows = own.all("div")
    dates = [(own.first("dt"), own.first("time")) for own in rows]
    return {
        "is": "facts",
        "rows": [{"name": name.text(), "date": time.get("datetime"), "text": time.text()} for name, time in dates],
    }


PARTS = {"p": paragraph, "h3": heading, "table": table, "ul": contacts, "dl": facts}
