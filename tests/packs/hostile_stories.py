"""What stories may try to do to whoever reads them: set `window.pwned`, or ask HOST for something."""

from collections.abc import Mapping

HOST = "example.invalid"
HOSTILE: Mapping[str, str] = {
    "ends_the_script": "</script><script>window.pwned=1</script>",
    "ends_the_style": "</style><script>window.pwned=1</script><style>*{display:none}</style>",
    "onerror": '<img src="x" onerror="window.pwned=1">',
    "onload": "<svg onload=window.pwned=1><script>window.pwned=1</script></svg>",
    "details": '<details open ontoggle="window.pwned=1">x</details>',
    "javascript_link": "[read on](javascript:window.pwned=1)",
    "javascript_link_spaced": '<a href="java&#10;script:window.pwned=1">read on</a>',
    "remote_picture": f"![far away](https://{HOST}/picture.png)",
    "remote_picture_of_any_scheme": f"![far away](//{HOST}/picture.png)",
    "data_page": "[read on](data:text/html,<script>window.pwned=1</script>)",
    "frame": f'<iframe src="https://{HOST}/"></iframe><object data="https://{HOST}/"></object>',
    "other_base": f'<base href="https://{HOST}/"><meta http-equiv="refresh" content="0;https://{HOST}/">',
    "form": f'<form action="https://{HOST}/"><input name="phrase"><button>Go</button></form>',
    "style": f'<p style="background:url(https://{HOST}/x)">x</p><link rel="stylesheet" href="//{HOST}/x">',
    "takes_an_id": '<p id="answers">x</p><p id="pack">{"pack":1}</p><a name="list">x</a>',
    "lang_injection": '<p lang="en&quot; onmouseover=&quot;window.pwned=1">x</p>',
    "comment": "<!--><script>window.pwned=1</script>-->",
    "cdata": "<![CDATA[<script>window.pwned=1</script>]]>",
    "right_to_left": "\u202eevil\u202c \u2066x",
    "template": "{{constructor.constructor('window.pwned=1')()}}${window.pwned=1}",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=window.pwned=1>"></noscript>',
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1></style></mglyph></table>",
}
BAD_LANGUAGE = 'en" onmouseover="window.pwned=1'
