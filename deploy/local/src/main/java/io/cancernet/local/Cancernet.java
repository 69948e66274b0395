package io.cancernet.local;

import io.cancernet.local.command.RootCommand;

/** Main class of the command line. */
public final class Cancernet {

    private Cancernet() {}

    public static void main(String[] arguments) {
        System.exit(RootCommand.commandLine().execute(arguments));
    }
}
