"""What a page has asked of the server and what was answered, read from their WebSocket.

Between a click and the first sign of an answer the page says, as it did before, that nothing runs,
and on a busy machine that lasts longer than any fixed wait.
"""

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Conversation:
    """Whether the server still owes an answer."""

    def __init__(self, page: Page) -> None:
        self.asked = self.running = False
        page.on("websocket", self._listen)

    @property
    def answered(self) -> bool:
        """The script has run since it was last asked for, and has come to its end."""
        return not (self.asked or self.running)

    def __repr__(self) -> str:
        return f"asked: {self.asked}, running: {self.running}"

    def _listen(self, socket: WebSocket) -> None:
        self.asked = self.running = False
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).HasField("rerun_script"):
            self.asked = True

    def _received(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        message = ForwardMsg.FromString(frame)
        match message.WhichOneof("type"):
            case "new_session":
                self.asked, self.running = False, True
            case "script_finished":
                # A run that was broken off is followed by the one that was asked for meanwhile.
                early = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
                self.running = self.running and early
