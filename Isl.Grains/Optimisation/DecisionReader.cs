using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models;

namespace Isl.Grains.Optimisation;

/// <summary>What is decided, and which limits are about other variables.</summary>
internal sealed record DecisionsRead(
    ImmutableArray<PlanDecision> Decisions, ImmutableArray<StateLimit> Limits, ImmutableArray<VariableValue> StartsTaken);

/// <summary>Finds what is decided: what the question names, else every variable without equation that a constraint bounds and the objectives
/// need.</summary>
internal static class DecisionReader
{
    /// <summary>Reads the decisions.</summary>
    /// <param name="model">The model as it was sent.</param>
    /// <param name="compiled">The same with lags and objectives.</param>
    /// <param name="setting">The question.</param>
    /// <param name="constraints">Its constraints.</param>
    /// <param name="bearing">What the objectives lead back to.</param>
    /// <param name="errors">Takes the mistakes.</param>
    public static DecisionsRead Read(
        StructuralModel model,
        CompiledModel compiled,
        PlanSetting setting,
        ConstraintReader constraints,
        HashSet<string> bearing,
        List<InputError> errors)
    {
        var named = setting.Decisions.IsEmpty
            ? [.. constraints.Variables
                .Where(name => !compiled.IsEndogenous(name) && bearing.Contains(name) && constraints.Of(name).Bounds)
                .Select(name => new DecisionVariable(name, null, null, [], 1))]
            : setting.Decisions;
        CheckNumber(named.Length, model, compiled, bearing, errors);
        var starts = new List<VariableValue>();
        var decisions = named
            .Select(decision => Build(decision, compiled, setting, constraints.Of(decision.Variable), starts, errors))
            .ToImmutableArray();
        var others = constraints.Variables.Where(name => named.All(decision => decision.Variable != name)).ToList();
        foreach (var name in others)
        {
            foreach (var limit in constraints.Of(name).Limits.Where(limit => limit.Key is LimitKind.Change or LimitKind.Total))
            {
                errors.Add(new InputError(
                    ConstraintReader.PathOf(limit.Value.Key),
                    $"'{name}' is not decided upon, so neither its change nor its total can be limited; name it in 'decisions'."));
            }
        }

        return new DecisionsRead(decisions, [.. others.Select(name => StateOf(name, constraints.Of(name)))], [.. starts]);
    }

    /// <summary>What a variable is where nobody says: what the model holds it at, or the mean of its distribution, or 0.</summary>
    public static double UsualValue(CompiledModel model, string variable)
    {
        if (model.HeldValue(variable) is { } held)
        {
            return held;
        }

        var mean = model.ExogenousInput(variable) is >= 0 and var input ? InputMoments.Of(model.Inputs[input].Spec).Mean : 0;
        return double.IsFinite(mean) ? mean : 0;
    }

    private static void CheckNumber(
        int count, StructuralModel model, CompiledModel compiled, HashSet<string> bearing, List<InputError> errors)
    {
        if (count > PlanSetting.MaxDecisions)
        {
            errors.Add(new InputError(
                "/decisions", $"{count} variables would be decided upon; the limit is {PlanSetting.MaxDecisions}. Name fewer in 'decisions'."));
        }

        if (count > 0)
        {
            return;
        }

        var free = model.Variables.Where(name => !compiled.IsEndogenous(name) && bearing.Contains(name)).Take(5).ToList();
        errors.Add(new InputError(
            "/constraints",
            free.Count == 0
                ? "Nothing can be decided: the objective depends on no variable without an equation. Name what is decided in 'decisions'."
                : $"Nothing says what is decided. Bound {string.Join(" or ", free)} in 'constraints', for example "
                    + $"{{\"bounds\": {{\"{free[0]}\": [0, 100]}}}}, or name it in 'decisions'."));
    }

    private static PlanDecision Build(
        DecisionVariable decision,
        CompiledModel model,
        PlanSetting setting,
        VariableLimits limits,
        List<VariableValue> starts,
        List<InputError> errors)
    {
        var name = decision.Variable;
        var initial = setting.InitialState.Where(value => value.Variable == name).Select(value => (double?)value.Value).FirstOrDefault();
        var keys = limits.Limits.ToDictionary(limit => limit.Key, limit => limit.Value.Key);
        var low = limits.Get(LimitKind.Low, double.NegativeInfinity);
        var high = limits.Get(LimitKind.High, double.PositiveInfinity);
        if (decision.Low is { } least && least > low)
        {
            (low, keys[LimitKind.Low]) = (least, $"{name} low");
        }

        if (decision.High is { } most && most < high)
        {
            (high, keys[LimitKind.High]) = (most, $"{name} high");
        }

        ImmutableArray<double> values = [.. decision.Values.Where(value => value >= low && value <= high)];
        if (!decision.Values.IsEmpty && !values.IsEmpty)
        {
            (low, high) = (values[0], values[^1]);
        }

        if (low > high || (values.IsEmpty && !decision.Values.IsEmpty))
        {
            errors.Add(new InputError(
                keys.TryGetValue(LimitKind.Low, out var key) && limits.Limits.ContainsKey(LimitKind.Low) ? ConstraintReader.PathOf(key)
                    : "/decisions",
                $"No value of '{name}' meets its limits; loosen one of them."));
        }

        var start = initial ?? UsualValue(model, name);
        var mostChange = limits.Get(LimitKind.Change, double.PositiveInfinity);
        if (initial is null && (double.IsFinite(mostChange) || setting.Constraints.Any(constraint => constraint.Key == PlanLimits.BudgetKey)))
        {
            starts.Add(new VariableValue(name, start));
        }

        return new PlanDecision(
            name, start, low, high, values, decision.Cost, mostChange, limits.Get(LimitKind.Total, double.PositiveInfinity),
                keys.ToImmutableDictionary());
    }

    private static StateLimit StateOf(string name, VariableLimits limits) => new(
        name,
        limits.Get(LimitKind.Low, double.NegativeInfinity),
        limits.Get(LimitKind.High, double.PositiveInfinity),
        limits.Limits.ToImmutableDictionary(limit => limit.Key, limit => limit.Value.Key));
}
