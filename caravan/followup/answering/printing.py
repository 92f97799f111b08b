"""Which signs the printed pages have no letter for."""


def unprintable(text: str) -> str:
    """The signs of `text` that no font of the printed pages has, each once, in their order."""
    from caravan.press.fonts import typeface  # noqa: PLC0415 - fonts are read when paper is wanted

    fonts = typeface("plex", 400)
    signs = dict.fromkeys(sign for sign in text if not sign.isspace())
    return "".join(s for s in signs if not any(s in font.characters for font in fonts))
