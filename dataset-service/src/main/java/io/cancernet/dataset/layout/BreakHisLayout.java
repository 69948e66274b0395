package io.cancernet.dataset.layout;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The layout of BreakHis (Spanhol 2016): {@code SOB_<B|M>_<type>-<year>-<slide>-<magnification>-<number>.png}, in any
 * folder that does not contradict it. The slide's digits are the case, since some slides occur with several suffixes;
 * each magnification of a case is a slide of its own.
 */
final class BreakHisLayout implements PatchLayout {

    static final String NAME = "breakhis";

    private static final Pattern FILE = Pattern.compile("SOB_(?<class>[BM])_(?<type>[A-Z]{1,2})-"
            + "(?<slide>[0-9]{2}-(?<number>[0-9]{1,9})[A-Z]{0,4})-(?<magnification>40|100|200|400)-[0-9]{1,4}"
            + "\\.(png|jpe?g)");

    private static final Set<String> BENIGN = Set.of("A", "F", "PT", "TA");
    private static final Set<String> MALIGNANT = Set.of("DC", "LC", "MC", "PC");
    /** 100X has about 0.5 microns per pixel. */
    private static final double MPP_TIMES_MAGNIFICATION = 50;

    private final boolean keepsSplit;

    BreakHisLayout(boolean keepsSplit) {
        this.keepsSplit = keepsSplit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read(SourceFile file) {
        Matcher matcher = FILE.matcher(file.fileName());
        if (!matcher.matches() || !isKnown(matcher.group("type"))) {
            return new QuarantinedFile(
                    file.name(),
                    QuarantineReason.NAME_NOT_PARSED,
                    "its name is not SOB_<B|M>_<type>-<year>-<slide>-<magnification>-<number>.png");
        }
        int label = matcher.group("class").equals("M") ? Labels.POSITIVE : Labels.NEGATIVE;
        FolderNames.Said folders = FolderNames.read(file.name());
        boolean typeFits = (label == Labels.POSITIVE ? MALIGNANT : BENIGN).contains(matcher.group("type"));
        if (!typeFits || (folders.label() != null && folders.label() != label)) {
            return new QuarantinedFile(
                    file.name(),
                    QuarantineReason.FOLDER_AND_NAME_DISAGREE,
                    "its name says class %s and type %s, which contradict each other or the folder"
                            .formatted(matcher.group("class"), matcher.group("type")));
        }
        SlideName slide = new SlideName(new CaseId(matcher.group("number")), matcher.group("magnification") + "x");
        return new Candidate(
                file, new PatchName(slide, file.fileName(), null, label, keepsSplit ? folders.sourceSplit() : null));
    }

    private static boolean isKnown(String type) {
        return BENIGN.contains(type) || MALIGNANT.contains(type);
    }

    /** A slide under two types, as 14-13412 is: nobody can say which of them it shows. */
    @Override
    public List<QuarantinedFile> contradictions(List<Candidate> candidates) {
        Map<String, Set<String>> types = new HashMap<>();
        for (Candidate each : candidates) {
            Matcher file = matched(each);
            types.computeIfAbsent(file.group("slide"), slide -> new TreeSet<>()).add(file.group("type"));
        }
        types.values().removeIf(ofSlide -> ofSlide.size() == 1);
        List<QuarantinedFile> contradictions = new ArrayList<>();
        for (Candidate each : candidates) {
            String slide = matched(each).group("slide");
            Set<String> several = types.get(slide);
            if (several != null) {
                contradictions.add(each.quarantined(
                        QuarantineReason.CONFLICTING_PATCH,
                        "slide %s occurs under several types: %s".formatted(slide, String.join(", ", several))));
            }
        }
        return contradictions;
    }

    private static Matcher matched(Candidate candidate) {
        Matcher matcher = FILE.matcher(candidate.file().fileName());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no candidate of this layout");
        }
        return matcher;
    }

    @Override
    public MicronsPerPixel mpp(SlideName slide, @Nullable MicronsPerPixel given) {
        int magnification =
                Integer.parseInt(slide.part().substring(0, slide.part().length() - 1));
        MicronsPerPixel stated = new MicronsPerPixel(MPP_TIMES_MAGNIFICATION / magnification);
        if (given != null && !given.equals(stated)) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "BreakHis images at %dX have %s microns per pixel, the submission says %s. Leave mpp out."
                            .formatted(magnification, stated.value(), given.value()));
        }
        return stated;
    }

    @Override
    public Optional<Integer> patchSide() {
        return Optional.empty();
    }
}
