# frozen_string_literal: true

module Migomail
  VERSION = '0.1.0'
end
