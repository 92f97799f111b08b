"""A camera for the browser that sees one code, held still."""

from pathlib import Path

import qrcode
from PIL import Image

SIZE = (640, 480)
SWITCHES = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


def film(file: Path, payload: str) -> str:
    """Write what the camera sees to `file` (raw Y4M, grey); the switch that makes it be seen."""
    code = qrcode.make(payload, box_size=8, border=4).get_image().convert("L")
    scene = Image.new("L", SIZE, 255)
    scene.paste(code, ((SIZE[0] - code.width) // 2, (SIZE[1] - code.height) // 2))
    grey = bytes([128]) * (SIZE[0] * SIZE[1] // 4)
    frame = b"FRAME\n" + scene.tobytes() + grey + grey
    head = f"YUV4MPEG2 W{SIZE[0]} H{SIZE[1]} F10:1 Ip A1:1 C420jpeg\n"
    file.write_bytes(head.encode() + frame * 5)
    return f"--use-file-for-fake-video-capture={file}"
