namespace Isl.Grains.Words.Transport;

/// <summary>The graphs are taken as right.</summary>
public sealed record GraphsAreRight : Finding
{
    /// <inheritdoc/>
    public override string Text => "Both graphs are right: no arrow and no hidden common cause is missing.";
}

/// <summary>Mechanisms are assumed equal.</summary>
/// <param name="Variables">Whose; not empty.</param>
/// <param name="Source">One population.</param>
/// <param name="Target">The other.</param>
public sealed record MechanismsAreAlike(IReadOnlyList<string> Variables, string Source, string Target) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The {Wording.Of(Variables.Count, "mechanism", "mechanisms")} of {Wording.Some(Variables, most: 20)} "
        + $"{Wording.Of(Variables.Count, "is", "are")} the same in {Source} and {Target}. This is assumed, not found.";
}

/// <summary>Experiments are what they say.</summary>
/// <param name="Source">The population.</param>
public sealed record ExperimentSets(string Source) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The experiment in {Source} sets its variables without regard to anything else, and does nothing more.";
}

/// <summary>Values occur where they are needed.</summary>
/// <param name="Source">One population.</param>
/// <param name="Target">The other.</param>
/// <param name="UsesTarget">Target data enter.</param>
public sealed record CommonSupport(string Source, string Target, bool UsesTarget) : Finding
{
    /// <inheritdoc/>
    public override string Text => UsesTarget
        ? $"Values that occur in {Target} occur in {Source} too wherever the formula conditions on them, with every value of the treatment."
        : $"Every value that the formula conditions on occurs in {Source}.";
}

/// <summary>Advice to run an experiment.</summary>
/// <param name="Set">What it sets.</param>
/// <param name="Population">Where.</param>
public sealed record RunExperiment(IReadOnlyList<string> Set, string Population) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Run an experiment in {Population} that sets {Wording.And(Set)}.";
}

/// <summary>Advice to measure.</summary>
/// <param name="Variables">What.</param>
/// <param name="Population">Where.</param>
public sealed record MeasureIn(IReadOnlyList<string> Variables, string Population) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Measure {Wording.And(Variables)} in {Population}.";
}

/// <summary>Advice to show that mechanisms are the same.</summary>
/// <param name="Variables">Whose.</param>
public sealed record ShowSame(IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Show that the {Wording.Of(Variables.Count, "mechanism", "mechanisms")} of {Wording.And(Variables)} "
        + $"{Wording.Of(Variables.Count, "does", "do")} not differ between the populations.";
}

/// <summary>Advice to measure a hidden cause.</summary>
/// <param name="A">One effect of it.</param>
/// <param name="B">The other.</param>
public sealed record MeasureCause(string A, string B) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Measure the common cause of {A} and {B} in both populations.";
}

/// <summary>Two pieces of advice that help only together.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
public sealed record Both(Finding First, Finding Second) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{First.Text.TrimEnd('.')}, and {char.ToLowerInvariant(Second.Text[0])}{Second.Text[1..]}";
}
