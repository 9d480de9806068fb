#include "core/analysis/statsdocument.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "core/base/progress.h"
#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;

class StatsDocumentTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    base::Progress m_progress;

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        m_study.snapshot.revision = 42;
        const qint32 group = m_study.addGroup(QStringLiteral("a"));
        const qint32 original = m_study.addPrompt(group, QStringLiteral("original"));
        const qint32 distorted = m_study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 generator = m_study.addGenerator(QStringLiteral("G"));
        const qint32 first = m_study.addPicture(distorted, generator);
        const qint32 second = m_study.addPicture(original, generator);
        m_study.addAnnotator(QStringLiteral("ann"));
        m_study.addVote(0, distorted, first, second, Outcome::First);
        const int scorer = m_study.addScorer(QStringLiteral("hps-v3"));
        m_study.setScore(scorer, first, distorted, 1);
        m_study.setScore(scorer, second, distorted, 2);
    }

    void holdsThePartsAskedFor()
    {
        analysis::StatsOptions options;
        options.parts = {QStringLiteral("quality")};
        const auto document = analysis::statsDocument(m_study.snapshot, options, m_progress);
        QVERIFY(document);
        QVERIFY(document->contains(QStringLiteral("quality")));
        QVERIFY(!document->contains(QStringLiteral("scorers")));
        QCOMPARE((*document)[QLatin1String("revision")].toInteger(), 42);
        QVERIFY((*document)[QLatin1String("definitions")].toObject().contains(QStringLiteral("quality")));
    }

    void everyPartHasItsDefinition()
    {
        analysis::StatsOptions options;
        options.compareA = options.compareB = m_study.snapshot.generators[0].name;
        const auto document = analysis::statsDocument(m_study.snapshot, options, m_progress);
        for (const QString &part : analysis::StatsOptions::availableParts()) {
            const bool isObject = part == QLatin1String("agreement") || part == QLatin1String("ranking");
            QVERIFY2(isObject ? (*document)[part].isObject() : (*document)[part].isArray(), qPrintable(part));
            QVERIFY2(!(*document)[QLatin1String("definitions")].toObject()[part].toString().isEmpty(),
                     qPrintable(part));
        }
    }

    void undefinedIsNullWithAReason()
    {
        const auto document = analysis::statsDocument(m_study.snapshot, {}, m_progress);
        const QJsonObject row = (*document)[QLatin1String("scorers")][0].toObject();
        QCOMPARE(row[QLatin1String("accuracy")].toDouble(-1), 0.0);
        QVERIFY(row[QLatin1String("auroc")].isNull());
        QVERIFY(row[QLatin1String("auroc_low")].isNull());
        QVERIFY(!row[QLatin1String("undefined")][QLatin1String("auroc")].toString().isEmpty());
        QVERIFY(!QJsonDocument(*document).toJson().contains("nan"));
    }

    void marksIntervalsOfVotes()
    {
        const auto interval = [this](analysis::Unit unit) {
            analysis::StatsOptions options;
            options.agreement.unit = unit;
            const auto document = analysis::statsDocument(m_study.snapshot, options, m_progress);
            return (*document)[QLatin1String("scorers")][0][QLatin1String("interval")].toString();
        };
        QVERIFY(interval(analysis::Unit::Vote).contains(QLatin1String("votes treated as independent")));
        QVERIFY(!interval(analysis::Unit::Pair).contains(QLatin1String("independent")));
    }

    void stopsWhenCancelled()
    {
        base::Progress cancelled;
        cancelled.cancel();
        const auto document = analysis::statsDocument(m_study.snapshot, {}, cancelled);
        QVERIFY(!document);
        QCOMPARE(document.error().code, QString(base::cancelledCode));
    }
};

QTEST_APPLESS_MAIN(StatsDocumentTest)
#include "tst_statsdocument.moc"
