#include "tokens.h"

namespace relata::ui {

const Tokens &lightTokens()
{
    static const Tokens tokens = {
        false,
        QColor(0xf6f7f9),
        QColor(0xffffff),
        QColor(0xfafbfc),
        QColor(0xdfe3e8),
        QColor(0xe3e7ec),
        QColor(0x1c2430),
        QColor(0x66717f),
        QColor(0x2f6fde),
        QColor(0xe7effc),
        QColor(0xffffff),
        QColor(0xa66a12),
        QColor(0x2f6fde),
        QColor(0xe3f5e8),
        QColor(0x1d7a3c),
        QColor(0xfff4d6),
        QColor(0x8a6100),
        QColor(0xfde5e5),
        QColor(0xb3261e),
        QColor(0x7b8794),
        QColor(0xc98a16),
    };
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = {
        true,
        QColor(0x1b1f26),
        QColor(0x22272f),
        QColor(0x1d2128),
        QColor(0x343b46),
        QColor(0x2b323c),
        QColor(0xe4e8ee),
        QColor(0x93a0af),
        QColor(0x6ea3ff),
        QColor(0x2a3a57),
        QColor(0x10141a),
        QColor(0xe0b050),
        QColor(0x6ea3ff),
        QColor(0x1e3a29),
        QColor(0x7ed69b),
        QColor(0x40381d),
        QColor(0xe6c566),
        QColor(0x46262a),
        QColor(0xff9c94),
        QColor(0x8794a3),
        QColor(0xe0a63a),
    };
    return tokens;
}

} // namespace relata::ui
