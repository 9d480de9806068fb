#include <cmath>

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"

using support::runCli;

namespace {

/// The published text of a number is ours in as many digits.
bool isPublished(double value, const QByteArray &text)
{
    const qsizetype exponent = text.indexOf('e');
    const QByteArray mantissa = exponent < 0 ? text : text.left(exponent);
    const int decimals = mantissa.contains('.') ? int(mantissa.size() - mantissa.indexOf('.') - 1) : 0;
    const QByteArray ours = QByteArray::number(value, exponent < 0 ? 'f' : 'e', decimals);
    if (ours != text)
        qWarning("published %s, computed %s (%.17g)", text.constData(), ours.constData(), value);
    return ours == text;
}

} // namespace

/// The numbers of arXiv 2512.11883 that follow from its published files, in every printed digit, through the program.
class ReproductionTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    QStringList m_warnings; ///< of the benchmark's import

    QString study(const QString &name) const { return m_folder.file(name + QStringLiteral(".dissensus")); }

    QStringList import(const QString &name, const QString &source)
    {
        if (runCli({QStringLiteral("study"), QStringLiteral("create"), study(name)}).exitCode != 0)
            qFatal("cannot make %s", qPrintable(name));
        const auto run = runCli({QStringLiteral("import"), study(name),
                                 support::aasFolder() + QLatin1Char('/') + source, QStringLiteral("--json")});
        if (run.exitCode != 0)
            qFatal("%s", run.err.constData());
        QStringList warnings;
        for (const QJsonValue &warning : run.json()[QLatin1String("warnings")].toArray())
            warnings.append(warning.toString());
        return warnings;
    }

    QJsonArray stats(const QString &name, const QString &part, const QStringList &more = {})
    {
        const auto run = runCli(
            QStringList{QStringLiteral("stats"), study(name), QStringLiteral("--what"), part, QStringLiteral("--json")}
            + more);
        if (run.exitCode != 0)
            qFatal("%s", run.err.constData());
        return run.json()[part].toArray();
    }

    static QJsonObject row(const QJsonArray &rows, const QHash<QString, QString> &keys)
    {
        for (const QJsonValue &value : rows) {
            bool fits = true;
            for (auto it = keys.begin(); it != keys.end(); ++it)
                fits = fits && value[it.key()].toString() == it.value();
            if (fits)
                return value.toObject();
        }
        qWarning() << "no row with" << keys;
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        SUPPORT_NEED_AAS;
        m_warnings = import(QStringLiteral("paper"), QStringLiteral("scores/benchmark"));
    }

    void generationTable_data()
    {
        QTest::addColumn<QString>("generator");
        QTest::addColumn<QList<QByteArray>>("published"); // ΔHPSv2, ΔHPSv3, HPSv3 AA, ΔImageReward
        const auto add = [](const char *generator, const QList<QByteArray> &published) {
            QTest::newRow(generator) << QString::fromLatin1(generator) << published;
        };
        add("flux_dev", {"-0.0350", "-3.1649", "9.0699", "-0.3186"});
        add("dance_flux", {"-0.0183", "-1.1049", "12.7822", "-0.2011"});
        add("grpo_flux", {"-0.0318", "-2.7707", "10.2111", "-0.2781"});
        add("flux_krea", {"-0.0410", "-4.3724", "7.7052", "-0.4253"});
        add("stable_diffusion_3.5_medium", {"-0.0274", "-5.1747", "6.5366", "-0.4090"});
        add("sd3_medium_grpo", {"-0.0232", "-2.7814", "10.6803", "-0.1977"});
        add("nano-banana", {"-0.0753", "-9.3513", "2.7417", "-0.8550"});
    }

    void generationTable()
    {
        SUPPORT_NEED_AAS;
        QFETCH(QString, generator);
        QFETCH(QList<QByteArray>, published);
        const QJsonArray rows = stats(QStringLiteral("paper"), QStringLiteral("deltas"));
        const auto of = [&](const char *scorer) {
            return row(rows, {{QStringLiteral("generator"), generator},
                              {QStringLiteral("scorer"), QString::fromLatin1(scorer)}});
        };
        const QJsonObject hpsv3 = of("import:hps-v3");
        QVERIFY(isPublished(of("import:hps-v2.1")[QLatin1String("mean_delta")].toDouble(), published[0]));
        QVERIFY(isPublished(hpsv3[QLatin1String("mean_delta")].toDouble(), published[1]));
        QVERIFY(isPublished(hpsv3[QLatin1String("mean_after")].toDouble(), published[2]));
        QVERIFY(isPublished(of("import:imagereward")[QLatin1String("mean_delta")].toDouble(), published[3]));
        QCOMPARE(hpsv3[QLatin1String("n")].toInt(), 300);
        QVERIFY(hpsv3[QLatin1String("low")].toDouble() < hpsv3[QLatin1String("mean_delta")].toDouble());
    }

    void nanoBananaAsThePaperHasIt()
    {
        SUPPORT_NEED_AAS;
        const QJsonArray rows = stats(QStringLiteral("paper"), QStringLiteral("deltas"));
        const auto old = [&](const char *scorer) {
            return row(rows, {{QStringLiteral("generator"), QStringLiteral("nano-banana")},
                              {QStringLiteral("scorer"), QString::fromLatin1(scorer)}})[QLatin1String("mean_delta")]
                .toDouble();
        };
        QVERIFY(isPublished(old("import:hps-v2.1-before-regeneration"), "-0.0732"));
        QVERIFY(isPublished(old("import:imagereward-before-regeneration"), "-0.834"));
        QVERIFY(std::any_of(m_warnings.cbegin(), m_warnings.cend(),
                            [](const QString &warning) { return warning.contains(QLatin1String("stale")); }));
    }

    void sharesThatPickTheDistortedPicture()
    {
        SUPPORT_NEED_AAS;
        const QJsonArray rows = stats(QStringLiteral("paper"), QStringLiteral("deltas"),
                                      {QStringLiteral("--scorer"), QStringLiteral("hps-v3")});
        for (const auto &[generator, published] :
             {std::pair("nano-banana", "0.147"), std::pair("flux_krea", "0.430"), std::pair("flux_dev", "0.397"),
              std::pair("grpo_flux", "0.457"), std::pair("sd3_medium_grpo", "0.550"),
              std::pair("stable_diffusion_3.5_medium", "0.390"), std::pair("dance_flux", "0.610")})
            QVERIFY(isPublished(row(rows, {{QStringLiteral("generator"),
                                            QString::fromLatin1(generator)}})[QLatin1String("share_prefers_distorted")]
                                    .toDouble(),
                                published));
    }

    void alignedAgainstBase_data()
    {
        QTest::addColumn<QStringList>("what");            // A, B, scorer
        QTest::addColumn<QList<QByteArray>>("published"); // n, W+, z, r, one-sided p; empty: not published
        const auto add = [](const char *a, const char *b, const char *scorer, const QList<QByteArray> &published) {
            QTest::addRow("%s %s %s", a, b, scorer)
                << QStringList{QString::fromLatin1(a), QString::fromLatin1(b), QString::fromLatin1(scorer)}
                << published;
        };
        add("dance_flux", "flux_dev", "hps-v3", {"300", "43601", "13.982", "0.8073", "9.98e-45"});
        add("sd3_medium_grpo", "stable_diffusion_3.5_medium", "hps-v3",
            {"300", "40766", "12.097", "0.6984", "5.47e-34"});
        add("grpo_flux", "flux_dev", "hps-v3", {"300", "", "", "0.325", "8.84e-09"});
        add("dance_flux", "flux_dev", "hps-v2.1", {"300", "", "", "0.848", "4.29e-49"});
        add("sd3_medium_grpo", "stable_diffusion_3.5_medium", "hps-v2.1", {"300", "", "", "0.814", "1.97e-45"});
        add("dance_flux", "flux_dev", "imagereward", {"298", "", "", "0.454", "2.43e-15"});
        add("sd3_medium_grpo", "stable_diffusion_3.5_medium", "imagereward", {"300", "", "", "0.651", "9.28e-30"});
    }

    void alignedAgainstBase()
    {
        SUPPORT_NEED_AAS;
        QFETCH(QStringList, what);
        QFETCH(QList<QByteArray>, published);
        const QJsonArray rows =
            stats(QStringLiteral("paper"), QStringLiteral("compare"),
                  {QStringLiteral("--compare"), what[0], what[1], QStringLiteral("--scorer"), what[2]});
        QCOMPARE(rows.size(), 1);
        const QJsonObject test = rows[0].toObject();
        qsizetype i = 0;
        for (const char *column : {"n", "w_plus", "z", "r", "p_greater"}) {
            if (!published[i].isEmpty())
                QVERIFY2(isPublished(test[QLatin1String(column)].toDouble(), published[i]), column);
            ++i;
        }
        QCOMPARE(test[QLatin1String("zeros")].toInt(), 300 - test[QLatin1String("n")].toInt());
    }

    void rankBiserialIsAnotherEffect()
    {
        SUPPORT_NEED_AAS;
        const auto biserial = [this](const char *a, const char *b) {
            return stats(QStringLiteral("paper"), QStringLiteral("compare"),
                         {QStringLiteral("--compare"), QString::fromLatin1(a), QString::fromLatin1(b),
                          QStringLiteral("--scorer"), QStringLiteral("hps-v3")})[0][QLatin1String("rank_biserial")]
                .toDouble();
        };
        QVERIFY(isPublished(biserial("dance_flux", "flux_dev"), "0.931"));
        QVERIFY(isPublished(biserial("sd3_medium_grpo", "stable_diffusion_3.5_medium"), "0.806"));
    }

    void emotions()
    {
        SUPPORT_NEED_AAS;
        import(QStringLiteral("emotion"), QStringLiteral("scores/emotion_bias"));
        const QJsonArray rows = stats(QStringLiteral("emotion"), QStringLiteral("emotions"));
        QCOMPARE(rows.size(), 3);
        const auto check = [&](const char *emotion, const QList<QByteArray> &published) {
            const QJsonObject found = row(rows, {{QStringLiteral("emotion"), QString::fromLatin1(emotion)}});
            qsizetype i = 0;
            for (const char *column : {"accuracy", "mean_difference", "low", "high"})
                QVERIFY2(isPublished(found[QLatin1String(column)].toDouble(), published[i++]), column);
            QCOMPARE(found[QLatin1String("n")].toInt(), 100);
        };
        check("anger", {"0.190", "-0.9009", "0.125", "0.278"});
        check("fear", {"0.320", "-0.4938", "0.237", "0.417"});
        check("sad", {"0.440", "-0.2884", "0.347", "0.538"});
    }

    void judge()
    {
        SUPPORT_NEED_AAS;
        import(QStringLiteral("judge"), QStringLiteral("scores/judge_validation"));
        const QString used = QStringLiteral("background,clarity,color aesthetic,color brightness,detail realism,"
                                            "detail refinement,emotion,lighting distinction,main object,object "
                                            "pairing,richness");
        const QJsonArray rows =
            stats(QStringLiteral("judge"), QStringLiteral("judges"), {QStringLiteral("--judge-dimensions"), used});
        QCOMPARE(rows.size(), 19);
        const QJsonObject all = rows[0].toObject();
        QVERIFY(all[QLatin1String("dimension")].isNull());
        QCOMPARE(all[QLatin1String("n")].toInt(), 13374);
        QVERIFY(isPublished(all[QLatin1String("mae")].toDouble(), "0.307388"));
        QVERIFY(isPublished(all[QLatin1String("wmae")].toDouble(), "0.367830"));
        QVERIFY(isPublished(all[QLatin1String("weighted_f1")].toDouble(), "0.731906"));
        QVERIFY(isPublished(all[QLatin1String("accuracy")].toDouble(), "0.740242"));
        QVERIFY(isPublished(all[QLatin1String("pearson")].toDouble(), "0.624374"));
        QVERIFY(isPublished(all[QLatin1String("spearman")].toDouble(), "0.618221"));
    }

    void largeModel()
    {
        SUPPORT_NEED_AAS;
        import(QStringLiteral("large"), QStringLiteral("scores/sd35_large"));
        const QJsonArray rows = stats(QStringLiteral("large"), QStringLiteral("deltas"));
        const auto value = [&](const char *scorer, const char *column) {
            return row(rows, {{QStringLiteral("scorer"), QString::fromLatin1(scorer)}})[QLatin1String(column)]
                .toDouble();
        };
        QVERIFY(isPublished(value("import:hps-v3", "share_prefers_distorted"), "0.2833"));
        QVERIFY(isPublished(value("import:hps-v2.1", "share_prefers_distorted"), "0.6222"));
        QVERIFY(isPublished(value("import:imagereward", "share_prefers_distorted"), "0.7722"));
        QVERIFY(isPublished(value("import:hps-v3", "mean_delta"), "-4.6266"));
    }

    void galleries()
    {
        SUPPORT_NEED_AAS;
        import(QStringLiteral("bench"), QStringLiteral("bench"));
        const QJsonArray bench = stats(QStringLiteral("bench"), QStringLiteral("gaps"));
        const QJsonObject hpsv3 = row(bench, {{QStringLiteral("scorer"), QStringLiteral("import:hps-v3")}});
        QCOMPARE(hpsv3[QLatin1String("n")].toInt(), 7);
        QVERIFY(isPublished(hpsv3[QLatin1String("mean_gap")].toDouble(), "10.177"));
        QCOMPARE(hpsv3[QLatin1String("share_prefers_distorted")].toDouble(-1), 0.0);
        QCOMPARE(row(bench, {{QStringLiteral("scorer"),
                              QStringLiteral("import:imagereward")}})[QLatin1String("share_prefers_distorted")]
                     .toDouble(),
                 3.0 / 7);
        import(QStringLiteral("real"), QStringLiteral("real"));
        const QJsonObject photos = row(stats(QStringLiteral("real"), QStringLiteral("gaps")),
                                       {{QStringLiteral("kind"), QStringLiteral("photograph")}});
        QCOMPARE(photos[QLatin1String("n")].toInt(), 10);
        QVERIFY(isPublished(photos[QLatin1String("mean_gap")].toDouble(), "19.534"));
        import(QStringLiteral("lapis"), QStringLiteral("lapis"));
        const QJsonObject paintings = row(stats(QStringLiteral("lapis"), QStringLiteral("means")),
                                          {{QStringLiteral("kind"), QStringLiteral("painting")}});
        QVERIFY(isPublished(paintings[QLatin1String("mean")].toDouble(), "-2.639"));
    }
};

QTEST_GUILESS_MAIN(ReproductionTest)
#include "tst_reproduction.moc"
