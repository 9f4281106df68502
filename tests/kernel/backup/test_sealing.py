"""A closed stream opens only whole, unaltered and with its password."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.backup.sealing import (
    LENGTH,
    MAGIC,
    PORTION,
    SALT_BYTES,
    DoesNotOpen,
    NotOurs,
    Opened,
    Sealed,
)

PASSWORD = "очень длинный пароль"
HEAD = len(MAGIC) + SALT_BYTES


def closed(*pieces):
    target = io.BytesIO()
    with Sealed(target, PASSWORD) as sealed:
        for piece in pieces:
            sealed.write(piece)
    return target.getvalue()


def opened(content, password=PASSWORD):
    return io.BufferedReader(Opened(io.BytesIO(content), password)).read()


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_what_was_closed_opens(pieces):
    assert opened(closed(*pieces)) == b"".join(pieces)


@pytest.mark.parametrize("size", [0, 1, PORTION - 1, PORTION, PORTION + 1, 3 * PORTION])
def test_any_size_opens(size):
    assert opened(closed(b"a" * size)) == b"a" * size


def test_nothing_of_the_content_can_be_read_in_the_file():
    assert "Иванова".encode() not in closed("Иванова".encode() * 100)


def test_another_password_does_not_open():
    with pytest.raises(DoesNotOpen):
        opened(closed(b"secret"), password="другой")


def test_a_file_that_was_cut_anywhere_does_not_open():
    content = closed(b"a" * (2 * PORTION + 10))
    first_portion = HEAD + LENGTH.size + PORTION + 16

    for length in (HEAD, HEAD + 2, HEAD + 100, first_portion, first_portion + 3, len(content) - 1):
        with pytest.raises(DoesNotOpen):
            opened(content[:length])


def test_one_altered_bit_does_not_open():
    content = bytearray(closed(b"secret"))
    content[-1] ^= 1

    with pytest.raises(DoesNotOpen):
        opened(bytes(content))


def test_portions_cannot_change_places():
    content = closed(b"a" * PORTION + b"b" * PORTION + b"c")
    size = LENGTH.size + PORTION + 16
    first, second = content[HEAD : HEAD + size], content[HEAD + size : HEAD + 2 * size]

    with pytest.raises(DoesNotOpen):
        opened(content[:HEAD] + second + first + content[HEAD + 2 * size :])


def test_any_other_file_is_told_from_a_backup():
    with pytest.raises(NotOurs):
        opened(b"PK\x03\x04 a workbook")
