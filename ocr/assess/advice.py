"""What to do about each issue, for the person who takes the picture."""

ADVICE: dict[str, str] = {
    "blurred": "Hold the camera still, let it focus on the text, and take the picture again.",
    "motionBlur": "Rest your hands on the table or lay the document flat, and hold the camera still.",
    "glare": "Tilt the document or move the lamp, so that no bright spot lies on the text.",
    "dark": "Take the picture in brighter, even light.",
    "overexposed": "Take the picture in softer light, without the flash.",
    "lowContrast": "Lay the document on a plain, darker surface and use even light.",
    "lowResolution": "Come closer until the document fills the picture, or scan at 300 dots per inch.",
    "tilted": "Hold the camera straight above the document, not at an angle.",
    "cutOff": "Take the picture again with all four corners of the document in it.",
    "covered": "Take your fingers and anything else off the document.",
    "screen": "Photograph the document itself, not a screen that shows it.",
    "blackAndWhite": "Photograph or scan the document itself in colour, not a copy of it.",
    "compressed": "Send the original picture, not one that an application has made smaller.",
    "hardToRead": "Take the picture again: come closer, hold the camera still, and use bright, even light.",
    "fieldsMissing": "Show the whole page with the person's data, with nothing covering it.",
}
"""Code of an issue → what to do; message ids that the service translates."""
