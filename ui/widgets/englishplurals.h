#pragma once

#include <QTranslator>

namespace widgets {

/// The program's own texts as English has them: "%n problem(s)" is "1 problem" or "2 problems". Translations into other
/// languages, installed later, come before it.
class EnglishPlurals : public QTranslator
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EnglishPlurals)

public:
    explicit EnglishPlurals(QObject *parent = nullptr)
        : QTranslator(parent)
    {
    }

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
};

} // namespace widgets
