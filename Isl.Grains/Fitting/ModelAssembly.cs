using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Fitting;

/// <summary>Fitted equations as a structural model, and as callers send one.</summary>
internal static class ModelAssembly
{
    /// <summary>The model; its formulas are compiled, so that nothing is handed out that cannot be asked about.</summary>
    /// <exception cref="InputException">A formula would be too long.</exception>
    public static StructuralModel Build(ImmutableArray<string> variables, IReadOnlyList<EquationFit> equations)
    {
        var builder = new StructuralModelBuilder();
        for (var i = 0; i < variables.Length; i++)
        {
            builder.AddVariable(variables[i], $"/model/variables/{i}");
        }

        foreach (var (data, form, _, _) in equations)
        {
            var name = data.Target.Name;
            if (form.Formula is not { } formula)
            {
                builder.AddDistribution(name, form.Noise);
            }
            else if (formula.Length > FormulaParser.MaxLength)
            {
                throw new InputException(
                    ModelPaths.Member("/families", name),
                    $"The equation of '{name}' by {form.Family} has {formula.Length} characters, more than the {FormulaParser.MaxLength} that "
                    + "a formula may have; put levels together, take parents away, or ask for a simpler family.");
            }
            else
            {
                builder.AddEquation(name, formula, form.Noise, isText: false);
            }
        }

        var model = builder.Build();
        _ = CompiledModel.Compile(model);
        return model;
    }

    /// <summary>The model as callers send it.</summary>
    public static FittedModel ToWire(StructuralModel model)
    {
        var equations = new OrderedDictionary<string, FittedFormula>(StringComparer.Ordinal);
        foreach (var equation in model.Equations)
        {
            equations[equation.Variable] = new FittedFormula(equation.Formula, ToWire(equation.Noise!));
        }

        var distributions = new OrderedDictionary<string, FittedDistribution>(StringComparer.Ordinal);
        foreach (var (name, distribution) in model.Distributions)
        {
            distributions[name] = ToWire(distribution);
        }

        return new FittedModel(model.Variables, equations, distributions);
    }

    private static FittedDistribution ToWire(DistributionSpec spec)
    {
        var parameters = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        var names = DistributionParameters.Of(spec.Type);
        for (var i = 0; i < spec.Parameters.Length; i++)
        {
            parameters[names[i].Name] = spec.Parameters[i];
        }

        if (!spec.Values.IsEmpty)
        {
            parameters["values"] = spec.Values;
            var areEqual = spec.Probabilities.AsSpan().IndexOfAnyExcept(spec.Probabilities[0]) < 0;
            if (spec.Type != DistributionType.Empirical || !areEqual)
            {
                parameters[spec.Type == DistributionType.Empirical ? "weights" : "probabilities"] = spec.Probabilities;
            }
        }

        return new FittedDistribution(DistributionParameters.NameOf(spec.Type), parameters);
    }
}
