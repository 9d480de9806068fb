#include "ui/annotate/stagetexts.h"

#include <QCoreApplication>

namespace annotate {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("annotate", text);
}

} // namespace

QString savedText(const study::Vote &vote)
{
    switch (vote.choice) {
    case study::Choice::Picture:
        return vote.position == 0 ? tr("left") : tr("right");
    case study::Choice::Tie:
        return tr("no preference");
    case study::Choice::BothGood:
        return tr("both good");
    case study::Choice::BothBad:
        return tr("both bad");
    case study::Choice::Skip:
    case study::Choice::Undone:
        break;
    }
    return {};
}

QStringList handlesOf(const trials::BlindTrial &trial)
{
    QStringList handles;
    for (const trials::BlindPicture &picture : trial.pictures)
        handles << picture.handle;
    return handles;
}

} // namespace annotate
