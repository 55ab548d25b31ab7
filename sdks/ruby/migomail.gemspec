# frozen_string_literal: true

require_relative 'lib/migomail/version'

Gem::Specification.new do |spec|
  spec.name = 'migomail'
  spec.version = Migomail::VERSION
  spec.authors = ['Migomail']
  spec.summary = 'Client of the Migomail API'
  spec.license = 'Apache-2.0'
  spec.required_ruby_version = '>= 3.0'
  spec.files = Dir['lib/**/*.rb'] + ['README.md']
end
