"""Pictures of cases as they are published."""

from __future__ import annotations

import io


def publish_picture(data: bytes, width: int, height: int) -> bytes:
    """A picture as it is published: turned upright, resized, WebP, without any metadata."""
    from PIL import Image, ImageOps  # noqa: PLC0415  (slow to load, and most archives have few pictures)

    with Image.open(io.BytesIO(data)) as opened:
        image = ImageOps.exif_transpose(opened)
        if image.mode not in ("RGB", "RGBA"):
            image = image.convert("RGBA" if "transparency" in image.info or image.mode in ("LA", "PA") else "RGB")
        if image.size != (width, height):
            image = image.resize((width, height), Image.Resampling.LANCZOS)
        clean = Image.new(image.mode, image.size)
        clean.paste(image)
        out = io.BytesIO()
        clean.save(out, "WEBP", quality=82, method=4)
        return out.getvalue()
