#include "core/study/taxonomy.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "tests/support/paths.h"

class TestTaxonomy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shipped();
    void keysOfThePaper();
    void kindOfLabel();
    void wrongFiles_data();
    void wrongFiles();
};

void TestTaxonomy::shipped()
{
    const study::Taxonomy &taxonomy = study::shippedTaxonomy();
    QCOMPARE(taxonomy.classes.size(), 5);
    QCOMPARE(taxonomy.labels().size(), 28);
    for (const study::TaxonomyClass &group : taxonomy.classes)
        for (const study::TaxonomyKind &kind : group.kinds)
            QVERIFY2(!kind.title.isEmpty() && kind.description.endsWith(u'.'), qPrintable(kind.key));
}

void TestTaxonomy::keysOfThePaper()
{
    SUPPORT_NEED_AAS;
    QFile file(support::aasFolder() + QStringLiteral("/taxonomy/classes_new.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const QJsonObject classes =
        QJsonDocument::fromJson(bytes).object().value(QStringLiteral("anti_aesthetics")).toObject();
    QStringList expected;
    for (auto group = classes.begin(); group != classes.end(); ++group)
        for (const QString &kind : group->toObject().keys())
            expected.append(group.key() + u'.' + kind);
    QStringList labels = study::shippedTaxonomy().labels();
    labels.sort();
    expected.sort();
    QCOMPARE(labels, expected);
    // The words are ours.
    for (const study::TaxonomyClass &group : study::shippedTaxonomy().classes)
        for (const study::TaxonomyKind &kind : group.kinds)
            QVERIFY2(!bytes.contains(kind.description.toUtf8()), qPrintable(kind.key));
}

void TestTaxonomy::kindOfLabel()
{
    const study::Taxonomy &taxonomy = study::shippedTaxonomy();
    const study::TaxonomyKind *kind = taxonomy.kind(QStringLiteral("lighting_and_exposure.light_leak"));
    QVERIFY(kind);
    QCOMPARE(kind->title, QStringLiteral("Light leak"));
    QVERIFY(!taxonomy.kind(QStringLiteral("clarity_and_focus.light_leak")));
    QVERIFY(!taxonomy.kind(QStringLiteral("light_leak")));
}

void TestTaxonomy::wrongFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::newRow("not JSON") << QByteArray("[") << QStringLiteral("not a taxonomy");
    QTest::newRow("no classes") << QByteArray("{}") << QStringLiteral("$.classes");
    QTest::newRow("key with a dot") << QByteArray(R"({"classes":[{"key":"a.b"}]})")
                                    << QStringLiteral("$.classes[0].key");
    QTest::newRow("class twice") << QByteArray(R"({"classes":[{"key":"a"},{"key":"a"}]})")
                                 << QStringLiteral("$.classes[1].key");
    QTest::newRow("no kinds") << QByteArray(R"({"classes":[{"key":"a"}]})") << QStringLiteral("$.classes[0].kinds");
    QTest::newRow("kind twice") << QByteArray(R"({"classes":[{"key":"a","kinds":[{"key":"x"},{"key":"x"}]}]})")
                                << QStringLiteral("$.classes[0].kinds[1].key");
}

void TestTaxonomy::wrongFiles()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto taxonomy = study::parseTaxonomy(json, QStringLiteral("mine.json"));
    QVERIFY(!taxonomy);
    QVERIFY2(taxonomy.error().message.contains(path), qPrintable(taxonomy.error().message));
    QCOMPARE(taxonomy.error().file, QStringLiteral("mine.json"));
}

QTEST_GUILESS_MAIN(TestTaxonomy)
#include "tst_taxonomy.moc"
