"""A mail server of the tests: keeps every mail in a file, and refuses some.

post_office.py FOLDER [STALL_AT]: prints its port. Of the STALL_AT-th mail it
keeps the whole, and never answers.
"""

import asyncio
import json
import pathlib
import sys

from aiosmtpd.smtp import SMTP

folder = pathlib.Path(sys.argv[1])
stall_at = int(sys.argv[2]) if len(sys.argv) > 2 else 0
kept = 0


class PostOffice:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        answers = {
            "nobody": f"550 5.1.1 <{address}>: no such user",
            "policy": f"554 5.7.1 <{address}>: relay access denied",
        }
        if name in answers:
            return answers[name]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global kept
        kept += 1
        mail = {"to": envelope.rcpt_tos, "from": envelope.mail_from,
                "content": envelope.content.decode("ascii")}
        # Whole or not at all: tests read while mail comes in.
        new = folder / f"{kept:04}.new"
        new.write_text(json.dumps(mail))
        new.rename(folder / f"{kept:04}.json")
        if kept == stall_at:
            await asyncio.sleep(3600)
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    factory = lambda: SMTP(PostOffice(), hostname="post.office.example")
    server = await loop.create_server(factory, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
