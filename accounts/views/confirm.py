from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmEmailVerificationCodeView

from accounts.access import public


class ConfirmCodeView(ConfirmEmailVerificationCodeView):
    """The code that was sent. Where the address is taken there is none, but the page is the same,
    and asking for another code sends a mail and takes as long."""

    def _resend_form_valid(self, form):
        response = super()._resend_form_valid(form)
        if self._process.user is None and getattr(self._process, "did_send", False):
            get_adapter().send_account_already_exists_mail(self._process.email)
        return response


confirm_code = public(ConfirmCodeView.as_view())
