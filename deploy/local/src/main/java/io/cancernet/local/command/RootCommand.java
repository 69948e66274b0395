package io.cancernet.local.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code cancernet}, which only leads to the others. */
@Command(
        name = "cancernet",
        description = {
            "Turns pathology slides into scored patches. Research use only, not a diagnosis.",
            "",
            "'up', 'demo' and 'bench' run the system on this machine; the other commands talk to a running one."
        },
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            IngestCommand.class,
            SlidesCommand.class,
            DatasetsCommand.class,
            TrainCommand.class,
            RunsCommand.class,
            CompareCommand.class,
            StudyCommand.class,
            ModelsCommand.class,
            ScoreCommand.class,
            DeadLettersCommand.class,
            BenchCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  cancernet demo --once                    see it all work on a synthetic sample, about two minutes",
            "  cancernet demo --data DIR --epochs 10    the same on IDC patches in DIR; goes on running",
            "  cancernet up                             start the system, Ctrl-C stops it, data stays",
            "  cancernet ingest DIR --wait && cancernet datasets create --name idc",
            "  cancernet train --dataset idc/1 --epochs 10 --wait",
            "",
            "Exit codes:",
            "  0 done   1 failed   2 wrong arguments   3 no server answers   4 the server refused",
            "  130, 143 stopped by Ctrl-C or SIGTERM"
        })
public final class RootCommand implements Runnable {

    private static final int HELP_WIDTH = 110;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /** The whole command line, which maps failures to exit codes. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new RootCommand());
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new Failures());
        line.getSubcommands().values().forEach(RootCommand::addHelp);
        addHelp(line);
        return line;
    }

    private static void addHelp(CommandLine line) {
        if (line.getCommand() instanceof HelpCommand) {
            return;
        }
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help.")
                            .build());
        }
        line.getSubcommands().values().forEach(RootCommand::addHelp);
    }
}
