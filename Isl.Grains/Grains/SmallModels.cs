using Isl.Grains.Answering;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about small models where they are asked, without their grains.</summary>
/// <remarks>
/// For a process whose only silo is its own, as <see cref="SmallGraphs"/>. Small is what takes a millisecond or two whatever its numbers are: as many
/// draws as are made unless more are asked for, of a few formulas that add, multiply and compare, from distributions without tables, and no evidence.
/// </remarks>
/// <param name="services">What the grains of the silo share.</param>
/// <param name="plans">Plans of simulations.</param>
public sealed class SmallModels(AnswerServices services, PlanShelf plans)
{
    private const int MostEquations = 10;
    private const int MostText = 400;

    /// <summary>Numbers, names and operations, times the inputs that shares of variance take one by one: half a nanosecond each a draw.</summary>
    private const long MostSteps = 512;

    /// <summary>The one that was asked about last: who tries one intervention after another asks about it again.</summary>
    private CompiledModel? _last;

    /// <summary>What would its variables be under an intervention?</summary>
    /// <param name="model">The model.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// Null where the question is not small, where the circuit is to be asked first, and where it broke down: its grain knows what else to do.
    /// </returns>
    /// <exception cref="Interfaces.Errors.InputException">A formula cannot be read.</exception>
    public async Task<Answer?> Predict(StructuralModel model, string hash, CounterfactualQuestion question, CancellationToken cancellationToken)
    {
        if (!MayBeSmall(model, question) || !services.Circuits.IsUntroubled(CircuitNames.MonteCarlo))
        {
            return null;
        }

        var compiled = Compile(model);
        return !IsSmall(compiled) ? null : await new SubjectAnswers(services).TryAtOnce(
            ResultId.Of(SubjectKind.Model, hash, question),
            ServiceNames.Counterfactual,
            "counterfactual",
            budget => CounterfactualAnswer.Prepare(compiled, question, question.Samples, plans, budget.Cancellation).Run(reason: null, budget),
            cancellationToken);
    }

    private CompiledModel Compile(StructuralModel model)
    {
        var last = _last;
        return last is not null && CompiledModel.AreSentAlike(last.Model, model) ? last : _last = CompiledModel.Compile(model);
    }

    /// <summary>Whether it is worth compiling to know.</summary>
    private static bool MayBeSmall(StructuralModel model, CounterfactualQuestion question) =>
        question is { Context.IsEmpty: true, Fitted: null, Samples: <= CounterfactualQuestion.DefaultSamples }
        && model.Equations.Length <= MostEquations
        && model.Equations.Sum(equation => equation.Formula.Length) <= MostText;

    private static bool IsSmall(CompiledModel model) =>
        model.Nodes * (model.Inputs.Length + 2) <= MostSteps
        && model.Inputs.All(input => IsPlain(input.Spec.Type))
        && model.Model.Equations.All(equation => model.FormulaOf(equation.Variable).Nodes.All(node => IsPlain(node.Op)));

    private static bool IsPlain(DistributionType type) => type is DistributionType.Normal or DistributionType.Lognormal or DistributionType.Uniform
        or DistributionType.Triangular or DistributionType.Exponential or DistributionType.HalfNormal or DistributionType.Laplace
        or DistributionType.Bernoulli or DistributionType.Constant;

    private static bool IsPlain(FormulaOp op) => op is FormulaOp.Number or FormulaOp.Input or FormulaOp.Noise or FormulaOp.Add or FormulaOp.Subtract
        or FormulaOp.Multiply or FormulaOp.Divide or FormulaOp.Negate or FormulaOp.Less or FormulaOp.LessOrEqual or FormulaOp.Greater
        or FormulaOp.GreaterOrEqual or FormulaOp.If or FormulaOp.Abs or FormulaOp.Min or FormulaOp.Max;
}
