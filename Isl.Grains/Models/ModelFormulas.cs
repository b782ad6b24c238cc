using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Models;

/// <summary>Reads all formulas of a model and reports everything that is wrong with them at once.</summary>
internal static class ModelFormulas
{
    /// <summary>The formulas by variable.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellation">Stops between formulas.</param>
    /// <exception cref="InputException">Some cannot be read, or name what is not there.</exception>
    public static Dictionary<string, Formula> Read(StructuralModel model, CancellationToken cancellation)
    {
        var formulas = new Dictionary<string, Formula>(StringComparer.Ordinal);
        var errors = ImmutableArray.CreateBuilder<InputError>();
        var known = model.Variables.Concat(model.Distributions.Select(quantity => quantity.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var equation in model.Equations)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var formula = NamedConstants.Resolve(FormulaParser.Parse(equation.Formula, ModelPaths.Formula(equation)), known);
                formulas.Add(equation.Variable, formula);
                errors.AddRange(Unknown(model, equation, formula, known));
                errors.AddRange(UndescribedNoise(equation, formula));
            }
            catch (InputException error)
            {
                errors.AddRange(error.Errors.Select(one => one with { Message = WithBackticks(one.Message, equation.Formula, known) }));
            }
        }

        return errors.Count == 0 ? formulas : throw new InputException(errors.ToImmutable());
    }

    /// <summary>A mistake at a place in a formula.</summary>
    public static InputError ErrorAt(StructuralEquation equation, Formula formula, int position, string what) =>
        new(ModelPaths.Formula(equation), $"column {FormulaLexer.ColumnOf(formula.Text, position)}: {what}");

    private static IEnumerable<InputError> Unknown(StructuralModel model, StructuralEquation equation, Formula formula, HashSet<string> known) =>
        formula.Inputs.Where(input => !known.Contains(input.Name)).Select(input => ErrorAt(
            equation,
            formula,
            input.Position,
            WithBackticks(
                $"'{input.Name}' is neither a variable nor a quantity with a distribution; "
                + (FormulaHints.MeansNoise(input.Name, equation.Variable)
                    ? "for the equation's own noise, write noise and give its noise_dist, or write normal(0, 1) in the formula; "
                    : "")
                + Spelling.Advise(input.Name, known, $"the variables are {NameList.Quoted(model.Variables)}."),
                equation.Formula,
                known)));

    /// <summary>A mistake, with a word about names of variables that stand in the formula and are no plain words.</summary>
    private static string WithBackticks(string message, string formula, HashSet<string> known)
    {
        var name = known
            .Where(name => !FormulaLexer.IsPlainName(name))
            .Where(name => formula.Contains(name, StringComparison.Ordinal) && !IsQuoted(formula, name))
            .OrderByDescending(name => name.Length)
            .FirstOrDefault();
        return name is null ? message : $"{message.TrimEnd('.')}. A name that is not a plain word stands in backticks: `{name}`.";
    }

    private static bool IsQuoted(string formula, string name) => formula.Contains($"`{name}`", StringComparison.Ordinal)
        || formula.Contains($"\"{name}\"", StringComparison.Ordinal)
        || formula.Contains($"'{name}'", StringComparison.Ordinal);

    private static IEnumerable<InputError> UndescribedNoise(StructuralEquation equation, Formula formula)
    {
        if (formula.HasNoise && equation.Noise is null)
        {
            var at = formula.Nodes.First(node => node.Op == FormulaOp.Noise).Position;
            yield return ErrorAt(
                equation,
                formula,
                at,
                $"'noise' is used, but '{equation.Variable}' has no noise_dist; add one, such as \"normal(0, 1)\".");
        }
    }
}
