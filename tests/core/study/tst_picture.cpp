#include "core/study/picture.h"

#include <QtTest>

class TestPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsReadBack()
    {
        for (const char *word : {"generated", "photograph", "painting"}) {
            const auto kind = study::pictureKindFromText(QString::fromLatin1(word));
            QVERIFY2(kind, word);
            QCOMPARE(study::toText(*kind), QString::fromLatin1(word));
        }
        QVERIFY(!study::pictureKindFromText(QStringLiteral("Photograph")));
        QVERIFY(!study::pictureKindFromText(QString()));
    }
};

QTEST_APPLESS_MAIN(TestPicture)
#include "tst_picture.moc"
