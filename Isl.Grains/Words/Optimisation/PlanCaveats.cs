using System.Collections.Immutable;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Optimisation;

/// <summary>Time ran out; the reason of an answer, inside a sentence.</summary>
public sealed record SearchCutShort : Finding
{
    /// <inheritdoc/>
    public override string Text => "the search did not end in the time available";
}

/// <summary>A simpler plan than asked for.</summary>
/// <param name="Reason">Why, as a clause.</param>
/// <param name="Gap">How far it may be from the best; null where nothing bounds it.</param>
public sealed record SimplerPlan(string Reason, double? Gap) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"This is the best plan found so far, because {Reason}; "
        + (Gap is { } gap ? $"it may be {Wording.Percent(gap)} below the best." : "how far it is below the best is not known.");
}

/// <summary>A decision's value before the first step was not given.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">The value taken.</param>
public sealed record StartAssumed(string Name, double Value) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"initial_state does not say where {Name} begins, so it was taken to begin at {Figure.Exact(Value)}.";
}

/// <summary>Names of the state before the first step that change nothing.</summary>
/// <param name="Names">They; at least one.</param>
public sealed record StateIgnored(ImmutableArray<string> Names) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"initial_state gives {Wording.Some(Names)}, which {Wording.Of(Names.Length, "changes", "change")} nothing in this model, "
        + $"so {Wording.Of(Names.Length, "it was", "they were")} ignored.";
}

/// <summary>The plan may not be the best.</summary>
/// <param name="Gap">How far it may be from it; null where nothing bounds it.</param>
public sealed record GapLeft(double? Gap) : Finding
{
    /// <inheritdoc/>
    public override string Text => Gap is { } gap
        ? $"Another plan may be better by up to {Wording.Percent(gap)}; the bound may also just be loose."
        : "Nothing bounds what other plans may reach, so it is not known whether this is the best.";
}

/// <summary>Decisions do not react.</summary>
/// <param name="Reacting">What reacting would bring; null where that is not known.</param>
public sealed record FixedInAdvance(ClosedLoopValue? Reacting) : Finding
{
    /// <summary>A gain below this many standard errors may be none.</summary>
    private const double Errors = 2;

    /// <inheritdoc/>
    public override string Text => Reacting switch
    {
        null => "The plan is fixed in advance; deciding again after each step, on what was seen, may bring more.",
        { Gain: var gain, GainStandardError: var error } when gain <= Errors * error =>
            "The plan is fixed in advance; simulated beside it, deciding again after each step, on what was seen, brought no clear gain.",
        { Gain: var gain, GainStandardError: var error, TotalUtility: var total } =>
            $"The plan is fixed in advance; deciding again after each step, on what was seen, would bring {new Figure(gain, error)} more, "
            + $"{Wording.Number(total)} in all.",
    };
}

/// <summary>What knowing the random inputs would be worth.</summary>
/// <param name="Evpi">Of all of them.</param>
/// <param name="Most">The one worth most; null where none is worth anything.</param>
public sealed record InformationFinding(double Evpi, InformationValue? Most) : Finding
{
    /// <inheritdoc/>
    public override string Text => (Evpi, Most) switch
    {
        (0, _) => "Knowing the random inputs in advance would not change the choice among the plans found.",
        (_, { Evppi: > 0 } most) => $"Knowing all random inputs in advance would be worth {Wording.Number(Evpi)}; "
            + $"most of a single one, {most.Variable}, {Wording.Number(most.Evppi)}.",
        _ => $"Knowing all random inputs in advance would be worth {Wording.Number(Evpi)}; no single one is worth anything by itself.",
    };

    /// <summary>The finding of an answer.</summary>
    public static InformationFinding Of(double evpi, ImmutableArray<InformationValue> values) => new(evpi, values.IsEmpty ? null : values[0]);
}

/// <summary>The method behind a plan.</summary>
/// <param name="Method">Its name.</param>
public sealed record PlanBasis(string Method) : Finding
{
    /// <inheritdoc/>
    public override string Text => Method switch
    {
        "linear_program" => "One linear program over all steps, solved by HiGHS.",
        "quadratic_program" => "One concave quadratic program over all steps, solved by HiGHS.",
        "mixed_integer_program" => "One mixed-integer program over all steps, solved by HiGHS.",
        "dynamic_programming" => "Backward induction (Puterman 1994, section 4.5) over a grid of what is handed on, last decisions and what is left "
            + "of budget and totals, refined by successive linear programming; bounded by planes over boxes that are cut where they are "
            + "loosest, all steps in one program (Nagarajan et al. 2019).",
        "straight_plans" => "Plans that move straight to a level and stay there, compared by simulation.",
        _ => "Sample average approximation (Shapiro, Dentcheva and Ruszczyński 2009, chapter 5) with successive linear programming from many plans; "
            + "bounded by planes over boxes that are cut where they are loosest (Nagarajan et al. 2019), or, where chance changes what decisions "
            + "hand on, draw by draw (an information relaxation: Brown, Smith and Sun 2010).",
    };
}
