"""A mail server of the tests: keeps every mail in a file, and refuses some.

post_office.py FOLDER SETTINGS: prints its port. The settings are JSON:
"stall_at": of this mail it keeps the whole, and never answers;
"certificate" and "key": TLS, "from_the_start" or once asked for;
"name" and "password": nobody else may send, and these only under TLS.
"""

import asyncio
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder = pathlib.Path(sys.argv[1])
settings = json.loads(sys.argv[2])
kept = 0
# Strangers who were asked to come back.
greeted = set()


class PostOffice:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        answers = {
            "nobody": f"550 5.1.1 <{address}>: no such user",
            "policy": f"554 5.7.1 <{address}>: relay access denied",
        }
        if name in answers:
            return answers[name]
        if name.startswith("grey") and address not in greeted:
            greeted.add(address)
            return f"451 4.7.1 <{address}>: greylisted, come back"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global kept
        kept += 1
        mail = {"to": envelope.rcpt_tos, "from": envelope.mail_from,
                "content": envelope.content.decode("ascii"),
                "is_secret": from_the_start or session.ssl is not None,
                "is_signed_in": bool(session.authenticated)}
        # Whole or not at all: tests read while mail comes in.
        new = folder / f"{kept:04}.new"
        new.write_text(json.dumps(mail))
        new.rename(folder / f"{kept:04}.json")
        if kept == settings.get("stall_at"):
            await asyncio.sleep(3600)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, given):
    expected = (settings["name"].encode(), settings["password"].encode())
    # Of a failure nothing has been said yet.
    return AuthResult(success=(given.login, given.password) == expected, handled=False)


tls = None
if "certificate" in settings:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(settings["certificate"], settings["key"])
from_the_start = settings.get("from_the_start", False)


def office():
    words = {"hostname": "post.office.example"}
    if "name" in settings:
        words |= {"authenticator": authenticate, "auth_required": True,
                  "auth_require_tls": not from_the_start}
    if tls and not from_the_start:
        words |= {"tls_context": tls, "require_starttls": True}
    return SMTP(PostOffice(), **words)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(office, "127.0.0.1", 0, ssl=tls if from_the_start else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
