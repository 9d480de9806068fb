#include "app/cli/texttable.h"

#include <QTest>

class TextTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsWordsLeftAndNumbersRight()
    {
        const QStringList lines = cli::textTable({QStringLiteral("scorer"), QStringLiteral("n")},
                                                 {{QStringLiteral("clip-l"), QStringLiteral("12")},
                                                  {QStringLiteral("import:hps-v3"), QStringLiteral("7")},
                                                  {QStringLiteral("x"), QStringLiteral("-")}});
        QCOMPARE(lines, (QStringList{QStringLiteral("scorer          n"), QStringLiteral("clip-l         12"),
                                     QStringLiteral("import:hps-v3   7"), QStringLiteral("x               -")}));
    }

    void endsLinesAtTheirLastCharacter()
    {
        const QStringList lines = cli::textTable({QStringLiteral("a"), QStringLiteral("words")},
                                                 {{QStringLiteral("b"), QStringLiteral("c d")}});
        QCOMPARE(lines, (QStringList{QStringLiteral("a  words"), QStringLiteral("b  c d")}));
    }
};

QTEST_APPLESS_MAIN(TextTableTest)
#include "tst_texttable.moc"
