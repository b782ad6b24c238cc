using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>Counterfactuals in Pearl's three steps, over expressions: nothing is drawn here.</summary>
/// <remarks>Source: Pearl (2009), Causality, theorem 7.1.7: abduction, action, prediction.</remarks>
internal static class Counterfactual
{
    /// <summary>How far a value may be from what the model says, relative to their size or 1, and still agree.</summary>
    private const double Agreement = 1e-9;

    /// <summary>Step 1, abduction: what the evidence says about the exogenous inputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="evidence">Observed values.</param>
    /// <param name="distributions">Where the distributions of the inputs come from.</param>
    /// <param name="cancellation">Stops between observed values.</param>
    /// <param name="place">JSON pointer to the observed values.</param>
    /// <exception cref="InputException">A name is unknown, or a value is impossible under the model.</exception>
    public static Abduction Abduct(
        CompiledModel model,
        ImmutableArray<VariableValue> evidence,
        DistributionShelf distributions,
        CancellationToken cancellation,
        string place = "/context")
    {
        model.Check(evidence.Select(value => value.Variable), place);
        model.CheckSize(evidence.Length, place);
        var abduction = new Abduction(model, distributions, cancellation) { Place = place };
        var observed = evidence.ToDictionary(value => value.Variable, value => value.Value, StringComparer.Ordinal);
        foreach (var variable in model.Order.Where(observed.ContainsKey))
        {
            cancellation.ThrowIfCancellationRequested();
            Observe(abduction, variable, observed[variable]);
        }

        return abduction;
    }

    /// <summary>Step 2, action: the expression of every variable in the world where the intervention is made.</summary>
    public static Dictionary<string, int> Act(Abduction abduction, Intervention intervention)
    {
        var (graph, model) = (abduction.Graph, abduction.Model);
        var changes = intervention.Changes.ToDictionary(change => change.Variable, StringComparer.Ordinal);
        var world = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variable in model.Order)
        {
            if (!changes.TryGetValue(variable, out var change))
            {
                world[variable] = Natural(variable);
                continue;
            }

            var value = graph.Constant(change.Value);
            world[variable] = change.Kind switch
            {
                InterventionKind.Set => value,
                InterventionKind.Shift => graph.Apply(FormulaOp.Add, Natural(variable), value),
                _ => graph.Apply(FormulaOp.Multiply, Natural(variable), value),
            };
        }

        return world;

        int Natural(string variable)
        {
            if (model.IsEndogenous(variable))
            {
                var noise = model.NoiseInput(variable);
                return graph.Add(model.FormulaOf(variable), name => world[name], noise < 0 ? -1 : abduction.InputNode(noise));
            }

            return model.ExogenousInput(variable) is >= 0 and var input ? abduction.InputNode(input)
                : graph.Constant(abduction.Held.TryGetValue(variable, out var held) ? held : model.HeldValue(variable).GetValueOrDefault());
        }
    }

    /// <summary>Step 3, prediction: the straight-line program that computes outputs of the acted-on worlds for blocks of draws.</summary>
    /// <param name="abduction">From <see cref="Abduct"/>.</param>
    /// <param name="outputs">Expressions to compute.</param>
    /// <returns>The program; where evidence weights draws its output 0 is the logarithm of the weight, and the outputs follow.</returns>
    public static (BlockProgram Program, bool Weighted) Predict(Abduction abduction, IReadOnlyList<ProgramOutput> outputs)
    {
        if (abduction.LogWeights.Count == 0)
        {
            return (BlockCompiler.Compile(abduction.Graph, outputs), false);
        }

        var weight = abduction.LogWeights.Aggregate((a, b) => abduction.Graph.Apply(FormulaOp.Add, a, b));
        return (BlockCompiler.Compile(abduction.Graph, [new ProgramOutput(weight, false), .. outputs], first: 1), true);
    }

    private static void Observe(Abduction abduction, string variable, double value)
    {
        var (graph, model) = (abduction.Graph, abduction.Model);
        if (!model.IsEndogenous(variable) && model.ExogenousInput(variable) < 0)
        {
            if (model.HeldValue(variable) is { } held && !Agrees(held, value) && model.AssumedValues.All(assumed => assumed.Variable != variable))
            {
                throw Impossible(abduction, variable, $"the model holds it at {Text(held)}");
            }

            abduction.Held[variable] = value;
            abduction.Evidence.Add(new AbductedEvidence(variable, EvidenceUse.Exact, null, value));
            return;
        }

        var node = Act(abduction, Intervention.None)[variable];
        if (graph.ConstantOf(node) is { } known)
        {
            if (!Agrees(known, value))
            {
                throw Impossible(abduction, variable, $"the other values imply that it is {Text(known)}");
            }

            abduction.Evidence.Add(new AbductedEvidence(variable, EvidenceUse.Implied, null, value));
            return;
        }

        foreach (var input in Candidates(model, graph, variable, node))
        {
            if (ExpressionInversion.Solve(graph, node, input, graph.Constant(value)) is { } solved)
            {
                Fix(abduction, variable, input, solved);
                return;
            }
        }

        // Nothing to solve for, such as a threshold: draws that do not meet the value weigh nothing.
        var distance = graph.Apply(FormulaOp.Abs, graph.Apply(FormulaOp.Subtract, node, graph.Constant(value)));
        var meets = graph.Apply(FormulaOp.LessOrEqual, distance, graph.Constant(Agreement * Math.Max(1, Math.Abs(value))));
        abduction.LogWeights.Add(graph.Apply(FormulaOp.If, meets, graph.Constant(0), graph.Constant(double.NegativeInfinity)));
        abduction.Evidence.Add(new AbductedEvidence(variable, EvidenceUse.Matched, null, null));
    }

    private static void Fix(Abduction abduction, string variable, int input, (int Solution, int LogJacobian) solved)
    {
        var graph = abduction.Graph;
        var distribution = abduction.Distributions[input];
        var logWeight = graph.LogDensity(distribution, solved.Solution);
        if (!distribution.IsDiscrete)
        {
            logWeight = graph.Apply(FormulaOp.Add, logWeight, solved.LogJacobian);
        }

        var label = abduction.Model.Inputs[input].Label;
        var constant = graph.ConstantOf(solved.Solution);
        if (constant is { } value && !(double.IsFinite(value) && distribution.LogDensity(value) > double.NegativeInfinity))
        {
            throw Impossible(abduction, variable, double.IsFinite(value)
                ? $"{label} would have to be {Text(value)}, which is impossible under {DistributionText.Of(abduction.Model.Inputs[input].Spec)}"
                : $"no value of {label} gives it");
        }

        // What was solved before may be in terms of this input.
        var keys = abduction.Solved.Keys.Order().ToArray();
        var pending = ExpressionAlgebra.Substitute(
            graph,
            [.. keys.Select(key => abduction.Solved[key]), .. abduction.LogWeights],
            other => other == input ? solved.Solution : null);
        for (var i = 0; i < keys.Length; i++)
        {
            abduction.Solved[keys[i]] = pending[i];
        }

        abduction.Solved[input] = solved.Solution;
        abduction.LogWeights = [.. pending[keys.Length..], logWeight];

        // A weight that is the same for all draws says nothing; one that is never positive says that the evidence cannot be.
        if (abduction.LogWeights.Any(weight => graph.ConstantOf(weight) is { } log && !(log > double.NegativeInfinity)))
        {
            throw Impossible(abduction, variable, "together with the other values it has likelihood 0");
        }

        abduction.LogWeights.RemoveAll(weight => graph.ConstantOf(weight) is not null);
        abduction.Evidence.Add(new AbductedEvidence(variable, constant is null ? EvidenceUse.Weighted : EvidenceUse.Exact, label, constant));
    }

    /// <summary>Inputs to solve for: its own first, then those of the nearest ancestors.</summary>
    private static List<int> Candidates(CompiledModel model, ExpressionGraph graph, string variable, int node)
    {
        var reached = ExpressionAlgebra.InputsOf(graph, [node]);
        var own = model.IsEndogenous(variable) ? model.NoiseInput(variable) : model.ExogenousInput(variable);
        return [.. reached.OrderByDescending(input => input == own).ThenByDescending(input => model.RankOf(model.Inputs[input].Name))];
    }

    private static bool Agrees(double a, double b) => Math.Abs(a - b) <= Agreement * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    private static InputException Impossible(Abduction abduction, string variable, string why) =>
        new(ModelPaths.Member(abduction.Place, variable), $"'{variable}' cannot have the observed value: {why}; correct the value or the model.");

    private static string Text(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}
