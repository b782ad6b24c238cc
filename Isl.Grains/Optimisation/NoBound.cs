using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Optimisation;

/// <summary>What to say of a problem without a best plan.</summary>
internal static class NoBound
{
    /// <summary>Nothing bounds some variables.</summary>
    public static InputException Of(IReadOnlyList<string> variables, PlanProblem problem)
    {
        var names = variables.Count > 0 ? variables : [.. problem.Decisions.Select(decision => decision.Variable)];
        return new InputException(
            "/constraints",
            $"The objective grows without end, because nothing bounds {string.Join(" and ", names.Take(5))}; give "
            + $"{{\"bounds\": {{\"{names[0]}\": [low, high]}}}} or a max_{names[0]}_change.");
    }

    /// <summary>No plan meets all limits.</summary>
    public static InputException Infeasible(PlanProblem problem) => new(
        "/constraints",
        "No plan meets all constraints together"
        + (problem.Decisions.FirstOrDefault(decision => decision.Start < decision.Low || decision.Start > decision.High) is { } outside
            ? $": {outside.Variable} begins at {outside.Start}, outside its bounds {outside.Low} to {outside.High}, and cannot get there "
                + "in one step; give another initial_state, or loosen its change, the budget or its bounds."
            : "; loosen one of them, and check that the objective is a finite number where they hold."));
}
