#include "ui/widgets/filechooser.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

#include "ui/widgets/preferences.h"

namespace widgets {
namespace {

FileChooser::Answer &preparedAnswer()
{
    static FileChooser::Answer answer;
    return answer;
}

} // namespace

QStringList FileChooser::ask(QWidget *parent, const Question &question)
{
    if (preparedAnswer())
        return preparedAnswer()(question);
    QFileDialog dialog(parent, question.title, question.start.isEmpty() ? lastFolder() : question.start,
                       question.filter);
    switch (question.kind) {
    case Kind::OpenFile:
        dialog.setFileMode(QFileDialog::ExistingFile);
        break;
    case Kind::OpenFiles:
        dialog.setFileMode(QFileDialog::ExistingFiles);
        break;
    case Kind::OpenFolder:
        dialog.setFileMode(QFileDialog::Directory);
        dialog.setOption(QFileDialog::ShowDirsOnly);
        break;
    case Kind::SaveFile:
        dialog.setAcceptMode(QFileDialog::AcceptSave);
        dialog.setDefaultSuffix(question.defaultSuffix);
        break;
    }
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return {};
    setLastFolder(QFileInfo(dialog.selectedFiles().constFirst()).absolutePath());
    return dialog.selectedFiles();
}

void FileChooser::answerWith(Answer answer)
{
    preparedAnswer() = std::move(answer);
}

QString studyFilter()
{
    return QCoreApplication::translate("widgets", "Studies (*.dissensus)");
}

} // namespace widgets
