namespace Isl.Grains.Words.Experiments;

/// <summary>A parameter was bound to the only variable left.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Variable">The variable.</param>
public sealed record BoundToTheOnlyVariable(string Parameter, string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Parameter} was taken as the effect of {Variable}, the only variable without one; call it "
        + $"effect_{Variable} to say so.";
}

/// <summary>The noise was assumed.</summary>
/// <param name="Std">Its standard deviation.</param>
public sealed record NoiseAssumed(double Std) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The noise of an outcome was taken to have a standard deviation of {Wording.Number(Std)}; give noise_std.";
}

/// <summary>Variables that are not worth setting.</summary>
/// <param name="Variables">Which.</param>
/// <param name="Target">The outcome.</param>
public sealed record NotWorthSetting(IReadOnlyList<string> Variables, string Target) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Setting {Wording.Some(Variables)} was not considered: what it does to {Target}, if anything, goes through the "
        + "variables that are set.";
}

/// <summary>Outcomes given the parameters were taken as normal.</summary>
/// <param name="Few">Effective draws, where they are few.</param>
public sealed record OutcomesTakenAsNormal(double? Few) : Finding
{
    /// <inheritdoc/>
    public override string Text => "Given the parameters, an outcome was taken as normal with the mean and variance that the noise gives it."
        + (Few is { } draws ? $" Only {Wording.Number(draws)} effective draws of the parameters agree with the history, so they are rough." : "");
}

/// <summary>No further experiment pays.</summary>
public sealed record NoFurtherExperiment : Finding
{
    /// <inheritdoc/>
    public override string Text => "No further experiment is worth its cost: none can be paid for, or none teaches anything.";
}

/// <summary>Few draws were used.</summary>
/// <param name="Reason">Why.</param>
public sealed record FewerBeliefDraws(string Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Only few draws of the parameters and few experiments were looked at ({Reason}).";
}
