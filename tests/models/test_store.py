"""Files kept under their SHA-256."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.store import FileStore, TooLargeError, store_from_url

CONTENT = "Báo cáo thành tích".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Endless:
    """A stream without end that counts what was taken."""

    def __init__(self):
        self.taken = 0

    def read(self, size):
        self.taken += size
        return b"\0" * size


class Broken:
    """A stream that gives some bytes and then fails, as a lost connection does."""

    def __init__(self):
        self.chunks = [b"half"]

    def read(self, size):
        if self.chunks:
            return self.chunks.pop()
        raise ConnectionResetError


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "tệp đính kèm")


def files_in(store):
    return sorted(str(p.relative_to(store.folder)) for p in store.folder.rglob("*") if p.is_file())


def test_put_keeps_the_content_under_its_hash(store):
    assert store.put(io.BytesIO(CONTENT)) == (SHA256, len(CONTENT))
    assert files_in(store) == [f"{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"]
    assert store.path(SHA256).read_bytes() == CONTENT
    with store.open(SHA256) as file:
        assert file.read() == CONTENT


def test_same_content_is_stored_once(store):
    assert store.put(io.BytesIO(CONTENT)) == store.put(io.BytesIO(CONTENT))
    assert len(files_in(store)) == 1


def test_many_at_once_store_one_whole_file(store):
    content = CONTENT * 20_000
    with ThreadPoolExecutor(8) as pool:
        results = set(pool.map(lambda _: store.put(io.BytesIO(content)), range(16)))
    sha256 = hashlib.sha256(content).hexdigest()
    assert results == {(sha256, len(content))}
    assert len(files_in(store)) == 1
    assert store.verify(sha256) is True


def test_empty_content_has_its_place_too(store):
    assert store.put(io.BytesIO(b"")) == (hashlib.sha256(b"").hexdigest(), 0)


def test_content_of_exactly_the_limit_is_kept(store):
    assert store.put(io.BytesIO(CONTENT), max_bytes=len(CONTENT)) == (SHA256, len(CONTENT))


def test_content_over_the_limit_leaves_nothing(store):
    with pytest.raises(TooLargeError) as refusal:
        store.put(io.BytesIO(CONTENT), max_bytes=len(CONTENT) - 1)
    assert refusal.value.max_bytes == len(CONTENT) - 1
    assert files_in(store) == []


def test_endless_stream_is_left_at_the_limit(store):
    stream = Endless()
    with pytest.raises(TooLargeError):
        store.put(stream, max_bytes=1_000_000)
    assert stream.taken < 1_100_000
    assert files_in(store) == []


def test_broken_stream_leaves_nothing(store):
    with pytest.raises(ConnectionResetError):
        store.put(Broken())
    assert files_in(store) == []


def test_exists_says_what_is_there(store):
    assert store.exists(SHA256) is False
    store.put(io.BytesIO(CONTENT))
    assert store.exists(SHA256) is True


def test_missing_file_is_not_found(store):
    assert store.verify(SHA256) is False
    with pytest.raises(FileNotFoundError):
        store.open(SHA256)


def test_verify_sees_one_changed_byte_and_put_mends_it(store):
    store.put(io.BytesIO(CONTENT))
    assert store.verify(SHA256) is True
    store.path(SHA256).write_bytes(CONTENT.replace(b"B", b"b"))
    assert store.verify(SHA256) is False
    store.put(io.BytesIO(CONTENT))
    assert store.verify(SHA256) is True


@pytest.mark.parametrize(
    "name",
    ["", "../../etc/passwd", SHA256.upper(), SHA256[:-1], SHA256 + "0", SHA256 + "\n", "../" * 22],
)
def test_only_a_hash_names_a_file(store, name):
    for ask in (store.path, store.open, store.exists, store.verify):
        with pytest.raises(ValueError, match="not a SHA-256"):
            ask(name)


def test_store_is_named_by_an_address(tmp_path):
    folder = tmp_path / "kho tệp 100%"
    assert store_from_url(folder.as_uri()).folder == folder
    assert store_from_url(f"file://localhost{tmp_path}").folder == tmp_path


@pytest.mark.parametrize(
    "url",
    ["", "/var/files", "file:", "file:files", "s3://bucket/x", "file://server/x", "file:///a?b"],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(ValueError, match="STORAGE_URL"):
        store_from_url(url)
