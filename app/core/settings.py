"""Settings: environment variables with the prefix `ONEFOLD_`, read once at start.

`docs/settings.md` documents each of them; a test fails when one is missing there.
"""

from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AnyHttpUrl, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.core.security.egress_addresses import IPNetwork


def _split_commas(value: object) -> object:
    """Return the parts of a comma separated string; anything else unchanged."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _read_network(value: object) -> object:
    """Return the network of a text; anything else unchanged."""
    if not isinstance(value, str):
        return value
    try:
        network = ip_network(value, strict=False)
    except ValueError:
        raise ValueError(f"{value!r} is no network like 10.0.0.0/8 or 2001:db8::/32") from None
    address, _, length = value.partition("/")
    if length and str(network.network_address) != str(ip_address(address)):
        raise ValueError(f"{value!r} is an address within a network: write {network}, or {address} for it alone")
    return network


def _check_origin(value: str) -> str:
    """Return the origin as a browser sends it."""
    scheme, _, host = value.partition("://")
    if value != "*" and (scheme not in ("http", "https") or not host or "/" in host.removesuffix("/")):
        raise ValueError(f"{value!r} is no origin like https://app.example.com")
    return value.removesuffix("/").lower()


OriginList = Annotated[list[Annotated[str, AfterValidator(_check_origin)]], NoDecode, BeforeValidator(_split_commas)]
Network = Annotated[IPNetwork, BeforeValidator(_read_network)]
NetworkList = Annotated[list[Network], NoDecode, BeforeValidator(_split_commas)]


def _find_wrong_url(url: str) -> str | None:
    """Return what is wrong with the address of a database, and what to write instead; never its password."""
    scheme, separator, rest = url.partition(":")
    kind, _, driver = scheme.partition("+")
    if kind == "sqlite":
        if rest.strip("/") in ("", ":memory:"):
            return "names no file: use sqlite:///path/to/file.db (what is only in memory would not survive a restart)"
        if driver or not rest.startswith("///"):
            path = rest.lstrip("/")
            return (
                f"is not written as sqlite:/// and a path: use sqlite:///{path} for a file in this folder, or "
                f"sqlite:////{path} for one from the root on"
            )
        return None
    if kind in ("postgresql", "postgres") and driver:
        return f"names a driver: write it without +{driver}, as {kind}://user:password@host/name"
    if kind in ("postgresql", "postgres") and rest.startswith("//"):
        return None
    named = f"has the unsupported kind {scheme!r}" if separator else "has no kind"
    return f"{named}: use sqlite:///path/to/file.db or postgresql://user:password@host/name"


class Settings(BaseSettings):
    """Everything an operator can choose. Sizes are bytes, times are seconds."""

    model_config = SettingsConfigDict(env_prefix="ONEFOLD_", extra="ignore")

    data_dir: Path = Field(Path("data"), description="Folder of the SQLite files, local objects and made keys.")
    database_url: str = Field(
        "", description="`sqlite:///path` or `postgresql://…`; empty means `onefold.db` in the data dir."
    )
    direct_database_url: str = Field(
        "",
        description="Postgres past a pooler: migrations, LISTEN, liveness, `local`; empty means the database URL.",
    )
    host: str = Field("127.0.0.1", description="Address `onefold serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port `onefold serve` listens on.")
    public_url: AnyHttpUrl | None = Field(
        None, description="Origin of links in answers and mails; empty means `http://host:port`."
    )
    pages_url: AnyHttpUrl | None = Field(
        None, description="Origin on which alone pages and files answer; empty means that of everything else."
    )
    admin_email: str = Field("", description="With the admin password: makes the first owner at start.")
    admin_password: SecretStr = Field(SecretStr(""), description="Password of that first owner (≥ 10 characters).")
    secret_keys: SecretStr = Field(
        SecretStr(""),
        description="Key ring `id:base64,…`, newest first; empty: made and kept in the data dir.",
    )
    s3_endpoint: str = Field("", description="Base URL of an S3-compatible server; empty means AWS itself.")
    s3_bucket: str = Field("", description="Bucket for all objects; set it to store files on S3 instead of disk.")
    s3_region: str = Field("us-east-1", description="Region that S3 requests are signed for.")
    s3_access_key: str = Field("", description="S3 access key id.")
    s3_secret_key: SecretStr = Field(SecretStr(""), description="S3 secret access key.")
    egress_allow: NetworkList = Field(
        [], description="Networks (CIDR, comma separated) outgoing HTTP may reach besides public ones."
    )
    trusted_proxies: NetworkList = Field(
        [], description="Networks (CIDR, comma separated) whose X-Forwarded-* headers are believed."
    )
    cors_origins: OriginList = Field([], description="Origins (comma separated) that may call /api from a browser.")
    max_upload_bytes: int = Field(5 * 1024**3, gt=0, description="Largest upload in bytes.")
    request_timeout: float = Field(
        30.0, gt=0, description="Seconds a request may take, streams and uploads excepted."
    )
    run_slots: int = Field(256, ge=1, le=10_000, description="Executions that run at once in one process.")
    run_max_bytes: int = Field(
        64 * 1024**2, ge=1024**2, description="Largest size in bytes of what one execution stores of its values."
    )
    page_cache_bytes: int = Field(
        64 * 1024**2, ge=0, description="Memory in bytes for kept and compiled pages, in each process."
    )
    execution_days: int = Field(
        30, ge=0, le=36_500, description="Days that ended executions are kept with their logs; 0 keeps them."
    )
    execution_bytes: int = Field(
        10 * 1024**3,
        ge=0,
        description="Bytes that all executions may take; past it the oldest ended ones go. 0 sets no limit.",
    )
    audit_days: int = Field(365, ge=1, le=36_500, description="Days the audit log is kept.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    failpoint: str = Field(
        "",
        description="Tests only: `name[:n]` ends the process with SIGKILL the n-th time it passes that point.",
    )

    @model_validator(mode="after")
    def _known_database(self) -> "Settings":
        if not self.database_url:
            self.database_url = f"sqlite:///{self.data_dir / 'onefold.db'}"
        for name in ("database_url", "direct_database_url"):
            url = getattr(self, name)
            if url and (wrong := _find_wrong_url(url)):
                raise ValueError(f"ONEFOLD_{name.upper()} {wrong}")
        if bool(self.admin_email) != bool(self.admin_password.get_secret_value()):
            raise ValueError("set both ONEFOLD_ADMIN_EMAIL and ONEFOLD_ADMIN_PASSWORD, or neither")
        return self

    @model_validator(mode="after")
    def _whole_s3(self) -> "Settings":
        if self.s3_endpoint and not self.s3_endpoint.startswith(("http://", "https://")):
            raise ValueError(
                f"ONEFOLD_S3_ENDPOINT should be an address such as https://s3.example.com, not {self.s3_endpoint!r}"
            )
        if not self.s3_bucket:
            secret = self.s3_secret_key.get_secret_value()
            given = {"ENDPOINT": self.s3_endpoint, "ACCESS_KEY": self.s3_access_key, "SECRET_KEY": secret}
            for name in (name for name, value in given.items() if value):
                raise ValueError(f"ONEFOLD_S3_{name} has no use alone: set ONEFOLD_S3_BUCKET too, or leave it out")
        return self

    @model_validator(mode="after")
    def _pages_apart(self) -> "Settings":
        if self.pages_url is not None:
            if (self.pages_url.path or "/") != "/" or self.pages_url.query:
                raise ValueError("ONEFOLD_PAGES_URL is more than an origin: leave out what follows the host")
            if self.public_url is None:
                raise ValueError("ONEFOLD_PAGES_URL needs ONEFOLD_PUBLIC_URL, the origin of everything else")
            if self.pages_url.host == self.public_url.host:
                raise ValueError(
                    "ONEFOLD_PAGES_URL names the host of ONEFOLD_PUBLIC_URL, whose cookies pages would share"
                )
        return self

    @property
    def is_sqlite(self) -> bool:
        """Whether the main database is SQLite."""
        return self.database_url.startswith("sqlite")

    @property
    def origin(self) -> str:
        """The origin links are made from, without a trailing slash."""
        if self.public_url is not None:
            return str(self.public_url).rstrip("/")
        return f"http://{self.host}:{self.port}"

    @property
    def pages_origin(self) -> str:
        """The origin links to pages and files are made from, without a trailing slash."""
        return str(self.pages_url).rstrip("/") if self.pages_url is not None else self.origin
