"""Takes two keys, as https://docs.litellm.ai/docs/proxy/custom_auth has it: virtual keys need a database."""

from fastapi import Request
from litellm.proxy._types import ProxyException, UserAPIKeyAuth

KEYS = {"sk-first-developer": "first", "sk-second-developer": "second"}


async def user_api_key_auth(request: Request, api_key: str) -> UserAPIKeyAuth:
    user = KEYS.get(api_key)
    if user is None:
        raise ProxyException(message="Invalid API key", type="auth_error", param="api_key", code=401)
    return UserAPIKeyAuth(api_key=api_key, user_id=user)
