using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;
using Isl.Grains.Optimisation;

namespace Isl.Tests.Unit.Optimisation;

/// <summary>Models and questions about plans, in few words.</summary>
internal static class Plans
{
    /// <summary>A model of equations, with normal(0, 1) noise where a formula has noise.</summary>
    public static StructuralModel Model(params (string Variable, string Formula)[] equations)
    {
        var builder = new StructuralModelBuilder();
        var names = equations.Select(one => one.Variable).ToHashSet();
        foreach (var word in equations.SelectMany(one => one.Formula.Split(' ', '(', ')', '*', '+', '-', ',', '^', '[', ']', '/')))
        {
            if (word.Length > 0 && char.IsUpper(word[0]))
            {
                names.Add(word);
            }
        }

        foreach (var name in names)
        {
            builder.AddVariable(name, $"/model/variables/{name}");
        }

        foreach (var (variable, formula) in equations)
        {
            var noise = formula.Contains("noise", StringComparison.Ordinal) ? DistributionParser.Parse("normal(0, 1)", "/noise") : null;
            builder.AddEquation(variable, formula, noise, isText: true);
        }

        return builder.Build();
    }

    public static PlanSetting Setting(
        int horizon,
        (string Key, double Value, double? Upper)[] constraints,
        (string Name, double Value)[]? initial = null,
        DecisionVariable[]? decisions = null,
        double discount = 1,
        double risk = 0) => new(
        horizon,
        [.. decisions ?? []],
        [.. constraints.Select(one => new PlanConstraint(one.Key, one.Value, one.Upper)).OrderBy(one => one.Key, StringComparer.Ordinal)],
        [.. (initial ?? []).Select(one => new VariableValue(one.Name, one.Value)).OrderBy(one => one.Variable, StringComparer.Ordinal)],
        discount,
        risk,
        Seed: 7);

    public static SequentialResult Solve(StructuralModel model, string objective, PlanSetting setting) =>
        SequentialAnswer.Compute(model, "hash", new SequentialQuestion(objective, setting), new DistributionShelf(), WorkBudget.Unlimited);

    public static ImmutableArray<MultiObjectiveResult> FrontOf(StructuralModel model, string[] objectives, PlanSetting setting, int points = 20) =>
        ((ParetoFrontResult)Ask(model, objectives, setting, front: true, points: points)).Points;

    public static MultiObjectiveResult Weigh(StructuralModel model, string[] objectives, double[] weights, PlanSetting setting) =>
        (MultiObjectiveResult)Ask(model, objectives, setting, front: false, weights);

    /// <summary>The values of a decision, step by step.</summary>
    public static double[] Of(this ImmutableArray<PlanStep> steps, string variable) => [.. steps.Select(step => step.Intervention[variable])];

    private static Isl.Grains.Interfaces.AnalysisResult Ask(
        StructuralModel model, string[] objectives, PlanSetting setting, bool front, double[]? weights = null, int points = 20) =>
        MultiObjectiveAnswer.Compute(
            model,
            "hash",
            new MultiObjectiveQuestion([.. objectives], [.. weights ?? [.. objectives.Select(_ => 1.0)]], front, points, Scaled: true, setting),
            new DistributionShelf(),
            WorkBudget.Unlimited);
}
