using System.Collections.Immutable;
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
        var abduction = new Abduction(model, distributions, cancellation) { Place = place };
        if (!evidence.IsEmpty)
        {
            new EvidenceReader(abduction, evidence, cancellation).Read();
        }

        return abduction;
    }

    /// <summary>Step 2, action: the expression of every variable in the world where the intervention is made.</summary>
    public static Dictionary<string, int> Act(Abduction abduction, Intervention intervention)
    {
        var (graph, model) = (abduction.Graph, abduction.Model);
        var changes = intervention.Changes.ToDictionary(change => change.Variable, StringComparer.Ordinal);
        var world = new Dictionary<string, int>(StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in model.Order)
        {
            var isChanged = changes.TryGetValue(variable, out var change);
            var isCaused = abduction.Observed.Count > 0 && model.ParentsOf(variable).Any(reached.Contains);
            if (isChanged || isCaused)
            {
                reached.Add(variable);
            }

            // What was observed, and what no change reaches, is what it was.
            var natural = isChanged && change.Kind == InterventionKind.Set ? -1
                : !isCaused && abduction.Observed.TryGetValue(variable, out var observed) ? graph.Constant(observed)
                : Natural(abduction, variable, world);
            world[variable] = !isChanged ? natural : change.Kind switch
            {
                InterventionKind.Set => graph.Constant(change.Value),
                InterventionKind.Shift => graph.Apply(FormulaOp.Add, natural, graph.Constant(change.Value)),
                _ => graph.Apply(FormulaOp.Multiply, natural, graph.Constant(change.Value)),
            };
        }

        return world;
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

    /// <summary>The expression of a variable that nothing intervenes on, from those of its parents.</summary>
    internal static int Natural(Abduction abduction, string variable, IReadOnlyDictionary<string, int> world)
    {
        var (graph, model) = (abduction.Graph, abduction.Model);
        if (model.IsEndogenous(variable))
        {
            var noise = model.NoiseInput(variable);
            return graph.Add(model.FormulaOf(variable), name => world[name], part => abduction.InputNode(noise + part));
        }

        return model.ExogenousInput(variable) is >= 0 and var input ? abduction.InputNode(input)
            : graph.Constant(abduction.Held.TryGetValue(variable, out var held) ? held : model.HeldValue(variable).GetValueOrDefault());
    }
}
