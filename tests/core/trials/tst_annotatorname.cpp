#include "core/trials/annotatorname.h"

#include <QTest>

class TestAnnotatorName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("code") << QStringLiteral("a01") << true;
        QTest::newRow("words") << QStringLiteral("second floor, left") << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("space at the end") << QStringLiteral("a01 ") << false;
        QTest::newRow("separator of lists") << QStringLiteral("a;b") << false;
        QTest::newRow("new line") << QStringLiteral("a\nb") << false;
        QTest::newRow("too long") << QString(201, u'a') << false;
        QTest::newRow("just fits") << QString(200, u'a') << true;
    }

    void names()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        const auto checked = trials::checkAnnotatorName(QStringLiteral("annotator code"), name);
        QCOMPARE(checked.has_value(), good);
        if (!good)
            QCOMPARE(checked.error().code, QStringLiteral("annotator.code"));
    }
};

QTEST_GUILESS_MAIN(TestAnnotatorName)
#include "tst_annotatorname.moc"
