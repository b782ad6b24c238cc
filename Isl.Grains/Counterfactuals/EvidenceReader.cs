using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>An observed value that still has to be accounted for.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Node">Its expression, as far as it is known.</param>
/// <param name="Value">The value of that expression.</param>
internal sealed record PendingEvidence(string Variable, int Node, double Value);

/// <summary>Abduction: turns observed values into expressions of the exogenous inputs, and into weights where that leaves something open.</summary>
/// <remarks>
/// Along the causal order, an observed variable is its value for all that comes after it. What has one input and one solution is fixed at once; then
/// everything that is linear in normal inputs is conditioned on together, in closed form; then the rest is solved value by value, for the input whose
/// spread moves it most, so that the likelihood is as flat as it can be; what cannot be solved is matched.
/// </remarks>
/// <param name="abduction">What is found.</param>
/// <param name="evidence">The observed values.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class EvidenceReader(Abduction abduction, ImmutableArray<VariableValue> evidence, CancellationToken cancellation)
{
    private readonly ExpressionGraph _graph = abduction.Graph;
    private readonly Dictionary<string, int> _world = new(StringComparer.Ordinal);
    private List<PendingEvidence> _pending = [];

    /// <summary>Accounts for all values.</summary>
    /// <exception cref="InputException">A value is impossible.</exception>
    public void Read()
    {
        var observed = evidence.ToDictionary(value => value.Variable, value => value.Value, StringComparer.Ordinal);
        foreach (var variable in abduction.Model.Order)
        {
            cancellation.ThrowIfCancellationRequested();
            if (observed.TryGetValue(variable, out var value))
            {
                Observe(variable, value);
                _world[variable] = _graph.Constant(value);
                abduction.Observed[variable] = value;
            }
            else
            {
                _world[variable] = Counterfactual.Natural(abduction, variable, _world);
            }
        }

        while (_pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Advance();
        }

        abduction.Evidence.Sort((a, b) => abduction.Model.RankOf(a.Variable).CompareTo(abduction.Model.RankOf(b.Variable)));
    }

    private void Observe(string variable, double value)
    {
        var model = abduction.Model;
        if (!model.IsEndogenous(variable) && model.ExogenousInput(variable) < 0)
        {
            if (model.HeldValue(variable) is { } held
                && !EvidenceErrors.Agrees(held, value)
                && model.AssumedValues.All(assumed => assumed.Variable != variable))
            {
                throw EvidenceErrors.Impossible(abduction, variable, $"the model holds it at {EvidenceErrors.Text(held)}");
            }

            abduction.Held[variable] = value;
            Note(variable, EvidenceUse.Exact, null, value);
            return;
        }

        var one = new PendingEvidence(variable, Counterfactual.Natural(abduction, variable, _world), value);
        if (!IsImplied(one) && !IsFixed(one))
        {
            _pending.Add(one);
        }
    }

    /// <summary>Accounts for at least one of the pending values: the surest way first.</summary>
    private void Advance()
    {
        if (_pending.FirstOrDefault(IsImplied) is { } implied)
        {
            _pending.Remove(implied);
        }
        else if (_pending.FirstOrDefault(IsFixed) is { } settled)
        {
            _pending.Remove(settled);
        }
        else if (GaussianEvidence.Find(abduction, _pending, cancellation) is { Used.Count: > 0 } gaussian)
        {
            foreach (var one in gaussian.Used)
            {
                _pending.Remove(one);
                Note(one.Variable, EvidenceUse.Conditioned, null, null);
            }

            abduction.JoinsInputs = true;
            Replace(gaussian.Solutions);
        }
        else if (_pending.FirstOrDefault(IsSolved) is { } solved)
        {
            _pending.Remove(solved);
        }
        else
        {
            Match(_pending[0]);
            _pending.RemoveAt(0);
        }
    }

    private bool IsImplied(PendingEvidence one)
    {
        if (_graph.ConstantOf(one.Node) is not { } known)
        {
            return false;
        }

        if (!EvidenceErrors.Agrees(known, one.Value))
        {
            throw EvidenceErrors.Impossible(abduction, one.Variable, $"the other values imply that it is {EvidenceErrors.Text(known)}");
        }

        Note(one.Variable, EvidenceUse.Implied, null, one.Value);
        return true;
    }

    /// <summary>One input, one solution: it is known from here on.</summary>
    private bool IsFixed(PendingEvidence one)
    {
        if (ExpressionAlgebra.InputsOf(_graph, [one.Node]) is not { Count: 1 } inputs)
        {
            return false;
        }

        var input = inputs.Min;
        var solutions = SingleInput.Solve(abduction, one, input, cancellation);
        if (solutions is not [var (solution, _)])
        {
            return false;
        }

        Replace(new Dictionary<int, int> { [input] = _graph.Constant(solution) });
        Note(one.Variable, EvidenceUse.Exact, LabelOf(input), solution);
        return true;
    }

    private bool IsSolved(PendingEvidence one)
    {
        var solution = EvidenceSolution.Find(abduction, one, cancellation);
        if (solution is null)
        {
            return false;
        }

        Replace(solution.Solutions, solution.LogWeight);
        CheckWeights(one.Variable);
        Note(one.Variable, EvidenceUse.Weighted, solution.Solutions.Count == 1 ? LabelOf(solution.Solutions.Keys.First()) : null, null);
        return true;
    }

    /// <summary>Nothing to solve for, such as a threshold: draws that do not meet the value weigh nothing.</summary>
    private void Match(PendingEvidence one)
    {
        var distance = _graph.Apply(FormulaOp.Abs, _graph.Apply(FormulaOp.Subtract, one.Node, _graph.Constant(one.Value)));
        var meets = _graph.Apply(
            FormulaOp.LessOrEqual, distance, _graph.Constant(EvidenceErrors.Agreement * Math.Max(1, Math.Abs(one.Value))));
        abduction.LogWeights.Add(_graph.Apply(FormulaOp.If, meets, _graph.Constant(0), _graph.Constant(double.NegativeInfinity)));
        abduction.Distances.Add(new EvidenceDistance(_graph).Of(one.Node, one.Value) ?? distance);
        Note(one.Variable, EvidenceUse.Matched, null, null);
    }

    /// <summary>Puts solutions in for inputs, everywhere at once; solutions may be in terms of the same inputs, as they are drawn.</summary>
    private void Replace(Dictionary<int, int> solutions, int? logWeight = null)
    {
        var solved = abduction.Solved.Keys.Order().ToArray();
        var variables = _world.Where(pair => _graph.ConstantOf(pair.Value) is null).Select(pair => pair.Key).ToArray();
        int[] weights = [.. abduction.LogWeights, .. abduction.SoftWeights, .. abduction.Distances];
        var rewritten = ExpressionAlgebra.Substitute(
            _graph,
            [
                .. solved.Select(input => abduction.Solved[input]),
                .. weights,
                .. variables.Select(variable => _world[variable]),
                .. _pending.Select(one => one.Node),
            ],
            input => solutions.TryGetValue(input, out var solution) ? solution : null);
        for (var i = 0; i < solved.Length; i++)
        {
            abduction.Solved[solved[i]] = rewritten[i];
        }

        foreach (var (input, solution) in solutions)
        {
            // An input that was solved for before is expressed by what is drawn in its place, and was rewritten just now.
            abduction.Solved.TryAdd(input, solution);
        }

        var (all, soft) = (abduction.LogWeights.Count, abduction.SoftWeights.Count);
        abduction.LogWeights = [.. rewritten.AsSpan(solved.Length, all)];
        abduction.SoftWeights = [.. rewritten.AsSpan(solved.Length + all, soft)];
        abduction.Distances = [.. rewritten.AsSpan(solved.Length + all + soft, abduction.Distances.Count)];
        if (logWeight is { } weight)
        {
            abduction.LogWeights.Add(weight);
            abduction.SoftWeights.Add(weight);
            if (new EvidenceDistance(_graph).OfSupport(weight) is { } distance)
            {
                abduction.Distances.Add(distance);
            }
        }

        for (var i = 0; i < variables.Length; i++)
        {
            _world[variables[i]] = rewritten[solved.Length + weights.Length + i];
        }

        _pending = [.. _pending.Select((one, i) => one with { Node = rewritten[solved.Length + weights.Length + variables.Length + i] })];
    }

    /// <summary>A weight that is the same for all draws says nothing; one that is never positive says that the evidence cannot be.</summary>
    private void CheckWeights(string variable)
    {
        if (abduction.LogWeights.Any(weight => _graph.ConstantOf(weight) is { } log && !(log > double.NegativeInfinity)))
        {
            throw EvidenceErrors.Impossible(abduction, variable, "together with the other values it has likelihood 0");
        }

        abduction.LogWeights.RemoveAll(weight => _graph.ConstantOf(weight) is not null);
    }

    private string? LabelOf(int input) => input < abduction.Model.Inputs.Length ? abduction.Model.Inputs[input].Label : null;

    private void Note(string variable, EvidenceUse use, string? solvedFor, double? value) =>
        abduction.Evidence.Add(new AbductedEvidence(variable, use, solvedFor, value));
}
