// The least that a Qt program with a canvas can be: what coldstart.cpp compares Relata's start with.
#include "app/startprobe.h"

#include <QApplication>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QMainWindow>
#include <QMenuBar>
#include <QToolBar>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    relata::app::probeStart(0);
    QMainWindow window;
    window.resize(1280, 800);
    window.menuBar()
        ->addMenu(QStringLiteral("&File"))
        ->addAction(QStringLiteral("&Quit"), &app, &QApplication::quit);
    window.addToolBar(QStringLiteral("Tools"))->addAction(QStringLiteral("Open"));
    QGraphicsScene scene;
    window.setCentralWidget(new QGraphicsView(&scene));
    window.show();
    return QApplication::exec();
}
