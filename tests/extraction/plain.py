"""What a reader of documents found, as plain words."""

from __future__ import annotations

from meetings.extraction.blocks import Extract, ListItem, Table


def shown(extract: Extract) -> list[object]:
    """The blocks of an extract as plain words: a table as rows, an entry with its marker."""
    return [
        [[" / ".join(leaf.text for leaf in cell.blocks) for cell in row] for row in block.rows]
        if isinstance(block, Table)
        else f"{block.marker} {block.text}"
        if isinstance(block, ListItem)
        else block.text
        for block in extract.blocks
    ]
