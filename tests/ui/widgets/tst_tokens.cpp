#include "ui/widgets/tokens.h"

#include <QTest>

using widgets::contrast;
using widgets::Scheme;
using widgets::Tokens;

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastOfBlackAndWhite()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    }

    void textCanBeRead_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("surface");
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Tokens &t = widgets::tokensOf(scheme);
            const QByteArray name = scheme == Scheme::Light ? "light " : "dark ";
            const auto row = [&name](const char *what, const QColor &ink, const QColor &surface) {
                QTest::newRow((name + what).constData()) << ink << surface;
            };
            const std::pair<const char *, QColor> surfaces[] = {{"win", t.win}, {"base", t.base}, {"sel", t.selection}};
            for (const auto &[where, surface] : surfaces) {
                row(QByteArray("t1 on ").append(where).constData(), t.text, surface);
                row(QByteArray("t2 on ").append(where).constData(), t.text2, surface);
                row(QByteArray("t3 on ").append(where).constData(), t.text3, surface);
                row(QByteArray("people on ").append(where).constData(), t.people, surface);
                row(QByteArray("model on ").append(where).constData(), t.model, surface);
                row(QByteArray("neg on ").append(where).constData(), t.negative, surface);
                row(QByteArray("pos on ").append(where).constData(), t.positive, surface);
            }
            row("t1 on rail", t.text, t.rail);
            row("t2 on rail", t.text2, t.rail);
            row("t1 on control", t.text, t.control);
            row("t1 on press", t.text, t.press);
            row("t1 on hover", t.text, t.hover);
            row("t1 on browse", t.text, t.browse);
            row("black on judge", Qt::black, t.judge);
            row("on accent", t.onAccent, t.accent);
            row("warning", t.warning, t.warningFill);
            row("error", t.error, t.errorFill);
            row("error on win", t.error, t.win);
            row("ok on win", t.ok, t.win);
        }
    }

    void textCanBeRead()
    {
        QFETCH(QColor, ink);
        QFETCH(QColor, surface);
        QVERIFY2(contrast(ink, surface) >= 4.5, qPrintable(QString::number(contrast(ink, surface))));
    }

    void marksAndFocusCanBeSeen()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Tokens &t = widgets::tokensOf(scheme);
            for (const QColor &surface : {t.win, t.base, t.rail}) {
                QVERIFY(contrast(t.accent, surface) >= 3);
                QVERIFY(contrast(t.people, surface) >= 3);
                QVERIFY(contrast(t.model, surface) >= 3);
            }
        }
    }

    void notesHoldTheirPromise()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Tokens &t = widgets::tokensOf(scheme);
            for (const QColor &surface : {t.win, t.base, t.selection})
                QVERIFY(contrast(t.text3, surface) >= 4.8);
        }
    }

    void chromeIsNeutral()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Tokens &t = widgets::tokensOf(scheme);
            for (const QColor &grey : {t.win, t.base, t.rail, t.line, t.grid, t.control, t.controlBorder, t.hover,
                                       t.press, t.text, t.text2, t.text3, t.disabled, t.skeleton, t.judge, t.browse}) {
                QCOMPARE(grey.red(), grey.green());
                QCOMPARE(grey.green(), grey.blue());
            }
        }
    }

    void judgeIsTheSameInBoth()
    {
        QCOMPARE(widgets::tokensOf(Scheme::Light).judge, QColor(0x80, 0x80, 0x80));
        QCOMPARE(widgets::tokensOf(Scheme::Dark).judge, QColor(0x80, 0x80, 0x80));
    }
};

QTEST_APPLESS_MAIN(TestTokens)
#include "tst_tokens.moc"
