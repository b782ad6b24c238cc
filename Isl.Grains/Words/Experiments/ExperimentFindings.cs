namespace Isl.Grains.Words.Experiments;

/// <summary>Nothing can be tried any more.</summary>
/// <param name="Remaining">What the budget leaves.</param>
/// <param name="Left">Experiments that the horizon leaves.</param>
public sealed record NothingAffordable(double Remaining, int Left) : Finding
{
    /// <inheritdoc/>
    public override string Text => Left <= 0
        ? "The horizon is used up, so no further experiment can be made."
        : $"No experiment costs at most the {Wording.Number(Math.Max(0, Remaining))} that the budget leaves.";
}

/// <summary>Why an experiment is recommended.</summary>
/// <param name="Settings">What is set.</param>
/// <param name="Target">The outcome.</param>
/// <param name="Mean">Its expected value.</param>
/// <param name="Nats">The expected information.</param>
/// <param name="Share">The share of its value that is learning.</param>
/// <param name="IsSettled">Whether nothing can be learned any more.</param>
public sealed record WhyThisExperiment(
    IReadOnlyList<(string Variable, double Value)> Settings, string Target, double Mean, double Nats, double Share, bool IsSettled) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var what = Settings.Count == 0 ? "Observe without setting anything"
                : $"Set {Wording.Some([.. Settings.Select(setting => $"{setting.Variable} to {Wording.Number(setting.Value)}")])}";
            var learning = IsSettled ? "No experiment teaches anything more."
                : $"It should tell {Wording.Number(Nats)} nats about the parameters; {Wording.Percent(Share)} of its value is learning.";
            return $"{what}: the beliefs expect {Target} to be {Wording.Number(Mean)}. {learning}";
        }
    }
}

/// <summary>What was compared.</summary>
/// <param name="Affordable">Experiments within budget and horizon.</param>
/// <param name="All">All of them.</param>
/// <param name="IsByValue">Whether they are ranked by the knowledge gradient.</param>
public sealed record ExperimentsCompared(int Affordable, int All, bool IsByValue) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(All, "experiment")} {Wording.Of(All, "was", "were")} looked at, "
        + $"{Wording.Count(Affordable)} of them within budget and horizon."
        + (IsByValue ? " Each is worth what it is expected to give, and what it teaches for every later one." : "");
}

/// <summary>The history.</summary>
/// <param name="Count">How many experiments it has.</param>
public sealed record HistoryKnown(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text => Count == 0 ? "" : $"The beliefs are those that {Wording.Count(Count, "past experiment")} "
        + $"{Wording.Of(Count, "leaves", "leave")}.";
}

/// <summary>What the confidence is made of.</summary>
/// <param name="Confidence">The confidence.</param>
/// <param name="IsExact">Whether all is in closed form.</param>
/// <param name="Effective">Draws that the history leaves.</param>
public sealed record ExperimentConfidence(double Confidence, bool IsExact, double Effective) : Finding
{
    /// <inheritdoc/>
    public override string Text => IsExact
        ? "Confidence 1: beliefs, information and gain are in closed form."
        : $"Confidence {Wording.Exact(Confidence)}: {Wording.Count((long)Effective)} effective draws of the parameters stand behind it; 100 are "
            + "enough.";
}

/// <summary>The method.</summary>
/// <param name="IsExact">Whether all is in closed form.</param>
/// <param name="HasSets">Whether sets of variables were chosen by the graph.</param>
public sealed record ExperimentBasis(bool IsExact, bool HasSets) : Finding
{
    /// <inheritdoc/>
    public override string Text => "Knowledge gradient (Frazier, Powell and Dayanik 2009), for every round that is left (Ryzhov, Powell and Frazier "
        + "2012); expected information (Lindley 1956), "
        + (IsExact ? "½ log det for linear outcomes with normal noise." : "by nested Monte Carlo with bounds (Foster et al. 2019).")
        + (HasSets ? " Variables are set together where the graph makes that worthwhile (Lee and Bareinboim 2018)." : "");
}

/// <summary>Beliefs do not depend on each other.</summary>
public sealed record BeliefsAreIndependent : Finding
{
    /// <inheritdoc/>
    public override string Text => "The parameters do not change between experiments, and before the history the beliefs about them are independent.";
}

/// <summary>The model is a sum.</summary>
/// <param name="Target">The outcome.</param>
/// <param name="NoiseStd">Standard deviation of the noise.</param>
public sealed record SumOfEffects(string Target, double NoiseStd) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Target} is the sum of parameter times variable, with normal noise of standard deviation "
        + $"{Wording.Number(NoiseStd)}; a variable that is not set adds nothing.";
}
