#include "ui/disagreement/pairselection.h"

#include <QSignalSpy>
#include <QTest>

using analysis::PairId;
using disagreement::PairSelection;

class PairSelectionTest : public QObject
{
    Q_OBJECT

    static PairId id(qint64 number)
    {
        return {study::PictureId(number), study::PictureId(number + 1), study::PromptId(1), QString()};
    }

private Q_SLOTS:
    void tellsOnlyOfChanges()
    {
        PairSelection selection;
        QSignalSpy changed(&selection, &PairSelection::changed);
        selection.set({id(1)});
        selection.set({id(1)});
        QCOMPARE(changed.count(), 1);
        selection.clear();
        selection.clear();
        QCOMPARE(changed.count(), 2);
    }

    void toggleAddsAndTakesAway()
    {
        PairSelection selection;
        selection.set({id(1)});
        selection.toggle({id(2)});
        QVERIFY(selection.contains(id(1)) && selection.contains(id(2)));
        selection.toggle({id(1)});
        QVERIFY(!selection.contains(id(1)));
        selection.toggle({id(2), id(3)}); // one of them is new: all are selected
        QVERIFY(selection.contains(id(2)) && selection.contains(id(3)));
        selection.toggle({});
        QCOMPARE(selection.ids().size(), 2);
    }
};

QTEST_APPLESS_MAIN(PairSelectionTest)
#include "tst_pairselection.moc"
