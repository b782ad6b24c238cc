using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>What one scenario would bring.</summary>
/// <param name="Name">What the scenario is called.</param>
/// <param name="Intervention">What it changes.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Figures">Its figures.</param>
public sealed record ScenarioPredicted(string Name, Intervention Intervention, string Outcome, OutcomeFigures Figures) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Name} ({InterventionText.Of(Intervention)}): {Outcome} {Figures.Describe(conditional: false)}.";
}

/// <summary>Which scenario comes first.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Next">What the second is called.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Mean">The mean of the first.</param>
/// <param name="Lead">How far it lies above the mean of the second; 0 where they share the first place.</param>
/// <param name="ProbabilityBest">Share of the draws in which it is the best.</param>
public sealed record BestScenario(string Name, string Next, string Outcome, Figure Mean, double Lead, double ProbabilityBest) : Finding
{
    /// <inheritdoc/>
    public override string Text => Lead == 0
        ? $"{Name} and {Next} share the highest mean of {Outcome}, {Mean}."
        : $"{Name} has the highest mean of {Outcome}, {Mean}. It lies {Wording.Number(Lead)} above that of {Next}, "
            + $"and {Name} is the best in {Wording.Percent(ProbabilityBest)} of the draws.";
}

/// <summary>All scenarios went through the same draws.</summary>
/// <param name="Samples">Draws.</param>
public sealed record SharedDraws(long Samples) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Samples, "draw")} of the exogenous quantities went through the equations, the same ones in every "
        + "scenario, so that noise they share does not blur their differences.";
}
