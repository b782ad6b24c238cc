using System.Globalization;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Attribution;

/// <summary>A noise of a case.</summary>
/// <param name="Variable">The variable whose noise it is.</param>
/// <param name="Input">Its number among the model's inputs.</param>
/// <param name="Value">Its value.</param>
internal sealed record RecoveredNoise(string Variable, int Input, double Value);

/// <summary>Solves the equations of a case for their noises.</summary>
internal static class RecoveredNoises
{
    private const double Agreement = 1e-9;

    /// <summary>The noises of the outcome and its ancestors, causes first.</summary>
    /// <exception cref="InputException">A value is missing or impossible, or an equation cannot be solved for its noise.</exception>
    public static List<RecoveredNoise> Of(CompiledModel model, string outcome, Dictionary<string, double> row)
    {
        var reached = Ancestors(model, outcome);
        var order = model.Order.Where(reached.Contains).ToList();
        var (noises, errors) = (new List<RecoveredNoise>(), new List<InputError>());
        foreach (var name in order)
        {
            if (!row.TryGetValue(name, out var value))
            {
                if (model.ExogenousInput(name) >= 0 || model.IsEndogenous(name))
                {
                    errors.Add(new InputError(
                        ModelPaths.Member("/row", name), $"The row has no value of '{name}', which '{outcome}' depends on; add it."));
                }
                else
                {
                    row[name] = model.HeldValue(name).GetValueOrDefault();
                }
            }
            else if (model.ExogenousInput(name) is >= 0 and var input)
            {
                noises.Add(new RecoveredNoise(name, input, value));
            }
        }

        if (errors.Count == 0)
        {
            foreach (var name in order.Where(model.IsEndogenous))
            {
                Solve(model, name, row, noises, errors);
            }
        }

        if (errors.Count == 0 && noises.Count == 0)
        {
            errors.Add(new InputError("/model", $"Nothing that '{outcome}' depends on is random, so no noise explains it; add noise_dist."));
        }

        return errors.Count == 0 ? [.. noises.OrderBy(noise => model.RankOf(noise.Variable))] : throw new InputException([.. errors]);
    }

    private static void Solve(CompiledModel model, string name, Dictionary<string, double> row, List<RecoveredNoise> noises, List<InputError> errors)
    {
        var graph = new ExpressionGraph();
        var input = model.NoiseInput(name);
        var node = graph.Add(model.FormulaOf(name), parent => graph.Constant(row[parent]), input < 0 ? -1 : graph.Input(input));
        if (graph.ConstantOf(node) is { } implied)
        {
            if (!(Math.Abs(implied - row[name]) <= Agreement * Math.Max(1, Math.Max(Math.Abs(implied), Math.Abs(row[name])))))
            {
                errors.Add(new InputError(
                    ModelPaths.Member("/row", name),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{name}' is {row[name]}, but the model and the other values imply {implied}; correct the row or the model.")));
            }

            return;
        }

        var solved = ExpressionInversion.Solve(graph, node, input, graph.Constant(row[name]));
        if (solved is null || graph.ConstantOf(solved.Value.Solution) is not { } noise)
        {
            errors.Add(new InputError(
                model.FormulaPath(name),
                $"The noise of '{name}' cannot be told from the values, because its equation cannot be solved for it; "
                + "give an equation such as \"2 * X + noise\", or ask about another outcome."));
        }
        else if (!double.IsFinite(noise))
        {
            errors.Add(new InputError(
                ModelPaths.Member("/row", name), $"No noise gives '{name}' the value in the row; correct the row or the model."));
        }
        else
        {
            noises.Add(new RecoveredNoise(name, input, noise));
        }
    }

    private static HashSet<string> Ancestors(CompiledModel model, string outcome)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { outcome };
        for (var at = model.Order.Length - 1; at >= 0; at--)
        {
            if (reached.Contains(model.Order[at]))
            {
                reached.UnionWith(model.ParentsOf(model.Order[at]));
            }
        }

        return reached;
    }
}
