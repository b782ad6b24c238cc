using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Words.Effects;

/// <summary>What a refuter found, and what it cannot show.</summary>
/// <param name="Name">The refuter.</param>
/// <param name="Verdict"><c>passed</c>, <c>failed</c> or <c>not_run</c>.</param>
/// <param name="Applies">Does it apply to the estimate at all?</param>
/// <param name="Value">What was found.</param>
/// <param name="Tolerance">How far it may be off.</param>
/// <param name="IsPart">Did it run on a part of the rows?</param>
public sealed record RefuterWords(RefuterName Name, string Verdict, bool Applies, double? Value, double? Tolerance, bool IsPart) : Finding
{
    /// <inheritdoc/>
    public override string Text => Verdict == "not_run"
        ? (Applies ? "There was no time, or there were too few rows, to run this." : "This does not apply to the estimate.")
        : $"{Found}{(IsPart ? " (on a part of the rows, chosen by hash)" : "")}. {Sentence(CannotDetect)}";

    /// <summary>What failing means.</summary>
    public string IfItFails => Name switch
    {
        RefuterName.PlaceboTreatment => "The estimator finds an effect in noise, or its standard error is too small.",
        RefuterName.DummyOutcome => "The adjustment does not remove the confounding that is measured: the models have the wrong form, or the arms "
            + "do not overlap.",
        RefuterName.RandomCommonCause => "The estimate is unstable.",
        RefuterName.Subsets => "A few rows carry the estimate, or its standard error is wrong.",
        RefuterName.NegativeControls => "Treatment and control share a cause that the graph lacks.",
        _ => "A hidden confounder as strong as a measured covariate turns the sign of the estimate.",
    };

    /// <summary>What it cannot detect.</summary>
    public string CannotDetect => Name switch
    {
        RefuterName.NegativeControls => "passing says nothing about hidden causes that do not touch the controls",
        RefuterName.UnobservedCommonCause => "passing says nothing about confounders stronger than the covariates measured",
        _ => "passing says nothing about unmeasured confounding",
    };

    private string Found => Name switch
    {
        RefuterName.PlaceboTreatment => $"With the treatment shuffled, the estimates average {Number(Value)} (0 to within {Number(Tolerance)} was "
            + $"expected)",
        RefuterName.DummyOutcome =>
            $"For an outcome with the same measured confounding and no effect, the estimates average {Number(Value)} (0 to within "
                + $"{Number(Tolerance)} was "
            + "expected)",
        RefuterName.RandomCommonCause => $"With a random covariate added, the estimates average {Number(Value)}",
        RefuterName.Subsets => $"On 80 % of the rows at a time, the estimates average {Number(Value)}",
        RefuterName.NegativeControls => $"The largest test statistic of the negative controls is {Number(Value)} (up to {Number(Tolerance)} was "
            + $"expected)",
        _ => $"With a simulated confounder as strong as a measured covariate, the estimate becomes {Number(Value)}",
    } + (Verdict == "passed" ? ", as it should" : ", which it should not");

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Number(double? value) => value is { } number ? Wording.Number(number) : "nothing";
}
