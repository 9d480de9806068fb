#include "core/analysis/definitions.h"

#include <QTest>

#include "core/analysis/statsdocument.h"

using analysis::Definition;

class TestDefinitions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Every text that a tooltip can show is in the document of `stats`, for votes or for pairs.
    void theDocumentSaysThemAll()
    {
        QString printed;
        for (const analysis::Unit unit : {analysis::Unit::Vote, analysis::Unit::Pair}) {
            analysis::StatsOptions options;
            options.agreement.unit = unit;
            const QJsonObject texts = analysis::statsDefinitions(options);
            for (const QJsonValue &text : texts)
                printed += text.toString() + u'\n';
        }
        for (int i = 0; i < int(Definition::Count); ++i) {
            const QString text = QString::fromUtf8(analysis::definitionText(Definition(i)));
            QVERIFY(!text.isEmpty() && !text.endsWith(u'.'));
            QVERIFY2(printed.contains(text), qPrintable(text));
        }
    }

    void severalAreJoined()
    {
        QCOMPARE(analysis::definitionTexts({Definition::VoteUnit, Definition::AccuracyInterval}),
                 QStringLiteral("unit = vote; Wilson interval"));
        QVERIFY(analysis::definitionTexts({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDefinitions)
#include "tst_definitions.moc"
