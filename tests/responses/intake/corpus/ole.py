"""The least compound file ([MS-CFB]) that holds what an Outlook message or an old Word file has."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, NONE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass
class Entry:
    """A storage or a stream of the file's directory."""

    name: str
    kind: int
    child: int = NONE
    right: int = NONE
    start: int = END
    size: int = 0
    inside: list[int] = field(default_factory=list)

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, self.kind, 1)
        links = struct.pack("<III", NONE, self.right, self.child)
        return head + links + bytes(36) + struct.pack("<IQ", self.start, self.size)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A file with these streams, by path ("storage/stream")."""
    entries = [Entry("Root Entry", 5)]
    places = {"": 0}
    big: list[tuple[Entry, bytes]] = []
    mini, mini_fat = b"", list[int]()
    for path, content in streams.items():
        folder, _, name = path.rpartition("/")
        if folder not in places:
            places[folder] = add(entries, 0, Entry(folder, 1))
        entry = Entry(name, 2, size=len(content))
        add(entries, places[folder], entry)
        if len(content) >= CUTOFF:
            big.append((entry, content))
        elif content:
            entry.start = len(mini) // MINI
            mini_fat += chain(entry.start, -(-len(content) // MINI))
            mini += padded(content, MINI)
    for entry in entries:
        for one, other in zip(entry.inside, entry.inside[1:], strict=False):
            entries[one].right = other
        entry.child = entry.inside[0] if entry.inside else NONE
    big.append((entries[0], mini))
    return joined(entries, big, mini_fat)


def joined(entries: list[Entry], big: list[tuple[Entry, bytes]], mini_fat: list[int]) -> bytes:
    """Header, one sector of allocation table, then everything else."""
    fat, body = [FAT], b""
    for entry, content in big:
        entry.size = len(content)
        if content:
            entry.start = len(fat)
            fat += chain(len(fat), -(-len(content) // SECTOR))
            body += padded(content, SECTOR)
    minis = padded(b"".join(struct.pack("<I", one) for one in mini_fat), SECTOR, b"\xff")
    first_mini = len(fat) if minis else END
    fat += chain(len(fat), len(minis) // SECTOR) if minis else []
    directory = padded(b"".join(entry.packed() for entry in entries), SECTOR)
    first_directory = len(fat)
    fat += chain(len(fat), len(directory) // SECTOR)
    assert len(fat) <= SECTOR // 4, "one sector of allocation table is enough for a test"
    table = padded(b"".join(struct.pack("<I", one) for one in fat), SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first_directory, 0, CUTOFF, first_mini,
        len(minis) // SECTOR, END, 0, 0,
    )  # fmt: skip
    return padded(header, SECTOR, b"\xff") + table + body + minis + directory


def add(entries: list[Entry], where: int, entry: Entry) -> int:
    entries.append(entry)
    entries[where].inside.append(len(entries) - 1)
    return len(entries) - 1


def chain(first: int, length: int) -> list[int]:
    """The links of sectors that follow each other."""
    return [*range(first + 1, first + length), END] if length else []


def padded(content: bytes, to: int, by: bytes = b"\0") -> bytes:
    return content + by * (-len(content) % to)


def message(texts: Mapping[int, str], attached: Mapping[str, bytes]) -> bytes:
    """An Outlook message ([MS-OXMSG]) with these text properties and attachments."""
    streams: dict[str, bytes] = {}
    rows = b""
    for key, text in texts.items():
        content = text.encode("utf-16-le")
        streams[f"__substg1.0_{key:04X}001F"] = content
        rows += struct.pack("<IIII", key << 16 | 0x1F, 6, len(content) + 2, 0)
    head = struct.pack("<8xIIII8x", 0, len(attached), 0, len(attached))
    streams["__properties_version1.0"] = head + rows
    for number, (name, content) in enumerate(attached.items()):
        folder = f"__attach_version1.0_#{number:08X}"
        label = name.encode("utf-16-le")
        streams[f"{folder}/__substg1.0_3707001F"] = label
        streams[f"{folder}/__substg1.0_37010102"] = content
        streams[f"{folder}/__properties_version1.0"] = bytes(8) + struct.pack(
            "<IIIIIIIIIIII", 0x3707001F, 6, len(label) + 2, 0, 0x37010102, 6, len(content), 0,
            0x37050003, 6, 1, 0,
        )  # fmt: skip
    return compound(streams)
